package interleave.grade;

import interleave.grade.compile.ExerciseClasses;
import interleave.grade.compile.Services;
import interleave.grade.submission.Texts;
import interleave.link.Struct;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/** Makes an exception of the host's own from the names and messages that came from an answer. */
final class AnswerExceptions {
    private static final int CAUSES = 10;

    private AnswerExceptions() {}

    /**
     * An exception of that name: of the JDK's base module, of the contract or of the services, with that message and cause, else a
     * {@link LearnerException}.
     *
     * <p>Only classes that anybody may make from a message are made; nothing of the learner's is ever loaded.
     */
    static Exception make(Struct exception, ClassLoader contract) {
        return make(exception, contract, 0);
    }

    private static Exception make(Struct exception, ClassLoader contract, int depth) {
        String className = exception.string("class");
        String message = exception.get("message") instanceof String s ? Texts.cut(Words.stable(s), 1000) : "";
        Exception cause =
                depth < CAUSES && exception.get("cause") instanceof Struct c ? make(c, contract, depth + 1) : null;
        Exception made = known(className, message, cause, contract);
        return made == null ? new LearnerException(className, message, cause) : made;
    }

    private static @Nullable Exception known(
            String className, String message, @Nullable Exception cause, ClassLoader contract) {
        try {
            Class<?> type = Class.forName(className, false, contract);
            boolean known = type.getModule() == Object.class.getModule()
                    || className.startsWith(ExerciseClasses.PACKAGE + ".")
                    || className.startsWith(Services.PACKAGE + ".");
            if (!known || !Exception.class.isAssignableFrom(type)) {
                return null;
            }
            Constructor<?> withCause = constructor(type, String.class, Throwable.class);
            if (withCause != null) {
                return (Exception) withCause.newInstance(message, cause);
            }
            Constructor<?> plain = constructor(type, String.class);
            if (plain != null) {
                var made = (Exception) plain.newInstance(message);
                if (cause != null && made.getCause() == null) {
                    made.initCause(cause);
                }
                return made;
            }
            Constructor<?> empty = constructor(type);
            return empty == null ? null : (Exception) empty.newInstance();
        } catch (ReflectiveOperationException | LinkageError | IllegalStateException e) {
            return null;
        }
    }

    private static @Nullable Constructor<?> constructor(Class<?> type, Class<?>... parameters) {
        try {
            return type.getConstructor(parameters);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
