package interleave.grade;

import interleave.grade.compile.ExerciseClasses;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Defines an exercise's contract and tests in the host. A new one for each answer: what a test keeps in a static field is gone with it. */
final class HostLoader extends ClassLoader {
    private final Map<String, byte[]> classes = new HashMap<>();

    HostLoader(ExerciseClasses exercise) {
        super("exercise", HostLoader.class.getClassLoader());
        Stream.of(exercise.contract(), exercise.tests(), exercise.hidden())
                .flatMap(List::stream)
                .forEach(c -> classes.put(c.name(), c.bytes()));
    }

    Class<?> load(String name) {
        try {
            return loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name + " was compiled, and is not there", e);
        }
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
