package interleave.guest;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * A value in words: its own where it has any, and ours where {@code toString} says little, as that of a future, an array or a lambda does.
 *
 * <p>Bounded in length and depth, and safe from a {@code toString} that throws. One that never ends is ended like any code of the learner's: it runs on the
 * cell's thread.
 */
final class Words {
    /** Characters of one value; what is longer is cut, with a count of what is missing. */
    static final int MOST = 100_000;

    private static final int ELEMENTS = 1000;
    private static final int DEPTH = 8;
    private static final int LAMBDA_NAME = "$$Lambda".length();

    private final StringBuilder text = new StringBuilder();
    /** What is being described, from the value itself inwards: one of them in itself is not described again. */
    private final ArrayList<Object> open = new ArrayList<>();

    private Words() {}

    /** The value in words. */
    static String of(@Nullable Object value) {
        var words = new Words();
        words.add(value);
        return shortened(words.text.toString());
    }

    /** A text that is no longer than {@link #MOST}, and says so. */
    static String shortened(String text) {
        if (text.length() <= MOST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MOST - 1)) ? MOST - 1 : MOST;
        return text.substring(0, end) + "… and " + (text.length() - end) + " more characters";
    }

    private void add(@Nullable Object value) {
        if (value == null) {
            text.append("null");
            return;
        }
        if (text.length() > MOST) {
            return;
        }
        boolean inItself = isOpen(value);
        if (inItself || open.size() >= DEPTH) {
            text.append(inItself ? "(itself)" : "…");
            return;
        }
        open.add(value);
        describe(value);
        open.removeLast();
    }

    @SuppressWarnings("ReferenceEquality") // equal to what it is in is not yet the same
    private boolean isOpen(Object value) {
        return open.stream().anyMatch(each -> each == value);
    }

    private void describe(Object value) {
        switch (value) {
            case CharSequence chars when isOfJdk(value) -> text.append(chars);
            case Future<?> future when isOfJdk(value) -> future(future);
            case Thread thread -> text.append(ConcurrencyWords.thread(thread));
            case Optional<?> optional when optional.isPresent() -> around("Optional[", optional.get(), "]");
            case AtomicReference<?> reference when isOfJdk(value) -> add(reference.get());
            case BaseStream<?, ?> _
            when isOfJdk(value) ->
                text.append("a stream: nothing has been asked of it yet, and asking once uses it up");
            case Duration duration ->
                text.append(duration).append(" (").append(inSeconds(duration)).append(')');
            case Collection<?> collection when isOfJdk(value) -> collection(collection);
            case Map<?, ?> map when isOfJdk(value) -> elements(map.entrySet().iterator(), map.size(), "{", "}");
            case Map.Entry<?, ?> entry
            when isOfJdk(value) -> {
                add(entry.getKey());
                around("=", entry.getValue(), "");
            }
            case Throwable thrown -> text.append(exception(thrown));
            case Object array when array.getClass().isArray() -> array(array);
            case Object lambda when isLambda(lambda) -> text.append(lambda(lambda));
            default -> {
                String known = ConcurrencyWords.of(value);
                text.append(known == null ? toStringOf(value) : known);
            }
        }
    }

    private static boolean isOfJdk(Object value) {
        return value.getClass().getClassLoader() == null;
    }

    private void around(String before, @Nullable Object value, String after) {
        text.append(before);
        add(value);
        text.append(after);
    }

    private void future(Future<?> future) {
        text.append(future instanceof CompletableFuture<?> ? "CompletableFuture" : "Future");
        switch (future.state()) {
            case RUNNING -> text.append(", not completed yet");
            case SUCCESS -> around(", completed with ", future.resultNow(), "");
            case FAILED -> text.append(", failed with ").append(toStringOf(future.exceptionNow()));
            case CANCELLED -> text.append(", cancelled");
        }
        if (future instanceof CompletableFuture<?> stage && stage.getNumberOfDependents() > 0) {
            int waiting = stage.getNumberOfDependents();
            text.append(waiting == 1 ? " (1 stage waits for it)" : " (" + waiting + " stages wait for it)");
        }
    }

    private void collection(Collection<?> collection) {
        elements(collection.iterator(), collection.size(), "[", "]");
        if (collection instanceof BlockingQueue<?> queue && queue.remainingCapacity() != Integer.MAX_VALUE) {
            text.append(" (room for ").append(queue.remainingCapacity()).append(" more)");
        }
    }

    private void elements(Iterator<?> elements, int size, String open, String close) {
        text.append(open);
        try {
            for (int i = 0; elements.hasNext(); i++) {
                text.append(i == 0 ? "" : ", ");
                if (i == ELEMENTS || text.length() > MOST) {
                    text.append("… ").append(Math.max(0, size - i)).append(" more");
                    break;
                }
                add(elements.next());
            }
        } catch (ConcurrentModificationException e) {
            text.append(", … (another thread changes it just now)");
        }
        text.append(close);
    }

    private void array(Object array) {
        int length = Array.getLength(array);
        boolean rows = array.getClass().getComponentType().isArray() && open.size() == 1;
        text.append('[');
        for (int i = 0; i < length; i++) {
            text.append(i == 0 ? "" : rows ? ",\n " : ", ");
            if (i == ELEMENTS || text.length() > MOST) {
                text.append("… ").append(length - i).append(" more");
                break;
            }
            add(Array.get(array, i));
        }
        text.append(']');
    }

    /** What the value says of itself, or why it does not. */
    static String toStringOf(Object value) {
        try {
            return String.valueOf(value.toString());
        } catch (Stopped stopped) {
            throw stopped;
        } catch (Throwable thrown) {
            return name(value) + " (its toString failed: " + nameOf(thrown) + ")";
        }
    }

    private static String nameOf(Throwable thrown) {
        try {
            return String.valueOf(thrown);
        } catch (Stopped stopped) {
            throw stopped;
        } catch (Throwable again) {
            return thrown.getClass().getName();
        }
    }

    private static String name(Object value) {
        return value.getClass().getName() + "@" + Integer.toHexString(System.identityHashCode(value));
    }

    private static String exception(Throwable thrown) {
        var text = new StringBuilder();
        int causes = 0;
        for (Throwable at = thrown; at != null && causes < DEPTH; at = at.getCause(), causes++) {
            text.append(causes == 0 ? "" : "\ncaused by ").append(nameOf(at));
            for (StackTraceElement frame : at.getStackTrace()) {
                if (isInCell(frame)) {
                    text.append("\n    at ").append(place(frame));
                    break;
                }
            }
        }
        return text.toString();
    }

    static boolean isInCell(StackTraceElement frame) {
        return frame.getFileName() != null && frame.getFileName().startsWith("cell [");
    }

    static String place(StackTraceElement frame) {
        return frame.getFileName() + ", line " + frame.getLineNumber();
    }

    private static boolean isLambda(Object value) {
        return value.getClass().isHidden() && value.getClass().getName().contains("$$Lambda");
    }

    /** A lambda by what it can be asked to do: {@code a lambda: Function.apply(Object)}. */
    private static String lambda(Object lambda) {
        Class<?>[] types = lambda.getClass().getInterfaces();
        for (Class<?> type : types) {
            for (Method method : type.getMethods()) {
                if (Modifier.isAbstract(method.getModifiers()) && !isOfObject(method)) {
                    return "a lambda, called by " + type.getSimpleName() + "." + method.getName() + "("
                            + (method.getParameterCount() == 0 ? "" : "…") + ")";
                }
            }
        }
        String name = lambda.getClass().getName();
        return name.substring(0, name.indexOf("$$Lambda") + LAMBDA_NAME);
    }

    private static boolean isOfObject(Method method) {
        try {
            Method _ = Object.class.getMethod(method.getName(), method.getParameterTypes());
            return true;
        } catch (NoSuchMethodException e) {
            return false;
        }
    }

    /** {@code 90 ms}, {@code 1.5 s}, {@code 2 h 5 min}: the same length in what people count in. */
    private static String inSeconds(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            return duration.isZero() ? "0 s" : "-" + inSeconds(duration.negated());
        }
        if (duration.toNanos() < 1_000) {
            return duration.toNanos() + " ns";
        }
        if (duration.toNanos() < 1_000_000) {
            return decimal(duration.toNanos() / 1e3) + " µs";
        }
        if (duration.toMillis() < 1_000) {
            return decimal(duration.toNanos() / 1e6) + " ms";
        }
        if (duration.toSeconds() < 60) {
            return decimal(duration.toNanos() / 1e9) + " s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min"
                    + (duration.toSecondsPart() == 0 ? "" : " " + duration.toSecondsPart() + " s");
        }
        return duration.toHours() + " h"
                + (duration.toMinutesPart() == 0 ? "" : " " + duration.toMinutesPart() + " min");
    }

    private static String decimal(double value) {
        double rounded = Math.round(value * 1000) / 1000.0;
        return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
    }
}
