package interleave.guest.answer;

import interleave.guest.SnippetLoader;
import interleave.link.Struct;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Defines the classes of an answer as they came over the link, woven by the host.
 *
 * <p>Unlike {@link SnippetLoader} it takes in nothing more, finds no files, and what the guest has itself comes first: no class of an answer stands in for one of ours.
 */
final class AnswerLoader extends ClassLoader {
    private final Map<String, byte[]> classes;

    private AnswerLoader(Map<String, byte[]> classes) {
        super("learner", AnswerLoader.class.getClassLoader());
        this.classes = classes;
    }

    /** A loader of classes as they stand in a frame. */
    static AnswerLoader of(List<?> given) {
        var classes = new HashMap<String, byte[]>();
        for (Object each : given) {
            var struct = (Struct) each;
            classes.put(struct.string("name"), struct.get("bytes", byte[].class));
        }
        return new AnswerLoader(Map.copyOf(classes));
    }

    /** A loader of the same classes, none of them initialized. */
    AnswerLoader again() {
        return new AnswerLoader(classes);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = classes.get(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }
}
