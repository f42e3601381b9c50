package interleave.grade.compile;

import interleave.schedule.Remote;
import interleave.schedule.ServiceKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The types of {@link interleave.schedule} that a contract and an answer may name: the simulated services, and how they fail. */
public final class Services {
    /** Where they are: imported in every answer. */
    public static final String PACKAGE = "interleave.schedule";

    private static final List<ClassBytes> CLASSES = read();

    private Services() {}

    /** Class files of these types. */
    public static List<ClassBytes> classes() {
        return CLASSES;
    }

    private static List<ClassBytes> read() {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (ServiceKind kind : ServiceKind.values()) {
            add(kind.type(), types);
        }
        add(interleave.schedule.ServiceException.class, types);
        var classes = new ArrayList<ClassBytes>();
        for (Class<?> type : types) {
            String file = type.getName().substring(PACKAGE.length() + 1) + ".class";
            try (InputStream in = Remote.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException(file + " is not beside " + Remote.class.getName());
                }
                classes.add(new ClassBytes(type.getName(), in.readAllBytes()));
            } catch (IOException e) {
                throw new IllegalStateException("cannot read " + file, e);
            }
        }
        return List.copyOf(classes);
    }

    private static void add(Class<?> type, Set<Class<?>> types) {
        types.add(type);
        for (Class<?> nested : type.getDeclaredClasses()) {
            add(nested, types);
        }
    }
}
