package interleave.grade;

import interleave.grade.compile.AnswerLines;
import interleave.grade.exercise.Limits;
import interleave.link.Shape;
import interleave.link.ShapeException;
import interleave.link.Signature;
import interleave.link.Struct;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** What a call of the answer gave, read from the data that came back: its value, or what it threw, or why that is not acceptable. */
final class Answered {
    private static final Shape DATA = new Shape(Shape.References.NONE);

    private Answered() {}

    /** An exception that the answer's method ended with. */
    static final class Thrown extends Exception {
        private static final long serialVersionUID = 1;
        private final Exception exception;

        private Thrown(Exception exception) {
            super(exception);
            this.exception = exception;
        }

        /** As the test sees it. */
        Exception exception() {
            return exception;
        }
    }

    /**
     * The value of {@code answered{value}}; of a future, what it held.
     *
     * @throws Rejection if it is not what the contract declares
     */
    static @Nullable Object value(Method method, Signature signature, Struct answered) {
        if (method.getReturnType() == void.class) {
            return null;
        }
        Object value;
        try {
            value = DATA.fromData(answered.get("value"), signature.result());
        } catch (ShapeException e) {
            throw Rejection.of(
                    Outcome.WRONG,
                    method.getName() + " returns " + an(signature.result()),
                    "what " + method.getName() + " returned cannot be read: " + e.getMessage());
        }
        if (value == null && signature.result() != Void.class) {
            throw Rejection.of(
                    Outcome.WRONG,
                    method.getName() + " returns " + an(signature.result()),
                    method.getName() + " returned null");
        }
        return value;
    }

    /** Whether it ran out of memory: then its JVM is of no more use. */
    static @Nullable Rejection outOfMemory(Limits limits, Struct body) {
        return body.name().equals("exception") && body.string("class").equals("java.lang.OutOfMemoryError")
                ? Rejection.of(
                                Outcome.MEMORY,
                                "the answer manages with " + limits.heapMiB() + " MiB",
                                "the answer used up all memory it was given")
                        .atLine(AnswerLines.innermost(body))
                : null;
    }

    /**
     * The exception of {@code exception{…}}, which knows what to say if the test does not catch it.
     *
     * @throws Rejection if it is none that a test could expect: {@code shape{message}}, or a stack overflow
     */
    static Thrown thrown(Method method, Struct body) {
        if (body.name().equals("shape")) {
            throw Rejection.of(
                    Outcome.WRONG,
                    method.getName() + " returns what its contract declares",
                    "what " + method.getName() + " returned is not what the contract declares: " + body.get("message"));
        }
        String type = body.string("class");
        if (type.equals("java.lang.StackOverflowError")) {
            throw Rejection.of(
                            Outcome.STACK,
                            "calls come to an end",
                            method.getName() + " called itself, or others in a circle, without end")
                    .atLine(AnswerLines.most(body));
        }
        Exception exception = AnswerExceptions.make(body, Thread.currentThread().getContextClassLoader());
        AnswerFailure.remember(
                exception,
                Rejection.of(
                                Outcome.WRONG,
                                method.getName() + " returns",
                                method.getName() + " threw "
                                        + Words.thrown(type, body.get("message") instanceof String s ? s : null))
                        .atLine(AnswerLines.innermost(body)));
        return new Thrown(exception);
    }

    private static String an(Type type) {
        String name = Shape.name(type);
        return ("AEIOU".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }
}
