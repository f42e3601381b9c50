package interleave.guest;

import interleave.link.Frame;
import interleave.link.Kind;
import interleave.link.Link;
import interleave.link.Struct;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Magics as functions, which every cell can call without an import under the names that IJava gave them, and magics of the notebook's own.
 *
 * <p>Unlike a {@code %} line, which runs before the code below it is compiled, a call runs in the middle of its cell: what {@code lineMagic("jars", …)} adds can be
 * loaded by reflection at once, and be named from the next cell on. The kernel's own magics run in its JVM, and the calling thread waits for them; those that run
 * cells or change the JVM of cells cannot be called so, and say it.
 */
public final class Magics {
    private static volatile @Nullable Magics connected;

    private final Link link;
    private final Output output;
    private final Map<Long, CompletableFuture<Struct>> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Map<String, Own> ofLines = new ConcurrentHashMap<>();
    private final Map<String, Own> ofCells = new ConcurrentHashMap<>();

    private Magics(Link link, Output output) {
        this.link = link;
        this.output = output;
    }

    /** A magic that a notebook brings along. */
    @FunctionalInterface
    public interface Own {
        /**
         * Does it.
         *
         * @param arguments the words behind its name
         * @param body the text below it; null for a line
         * @return what the call gives; nothing of it is shown
         * @throws Exception if it fails: the cell fails with it
         */
        @Nullable
        Object run(List<String> arguments, @Nullable String body) throws Exception;
    }

    static Magics connect(Link link, Output output) {
        Magics made = new Magics(link, output);
        connected = made;
        return made;
    }

    /**
     * Does what a line {@code %name arguments} does.
     *
     * @return what the magic gives, such as the files that joined the class path; null where it gives nothing
     * @throws IllegalArgumentException if there is no such magic, or it fails; the message says why
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T> @Nullable T lineMagic(String name, List<String> arguments) {
        return given(connected().call(name, arguments, null));
    }

    /**
     * Does what a cell {@code %%name arguments} with this text below it does.
     *
     * @return what the magic gives; null where it gives nothing
     * @throws IllegalArgumentException if there is no such magic, or it fails; the message says why
     */
    @SuppressWarnings("TypeParameterUnusedInFormals")
    public static <T> @Nullable T cellMagic(String name, List<String> arguments, String body) {
        return given(connected().call(name, arguments, body));
    }

    /** Whoever calls says what type he expects, as in IJava. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> @Nullable T given(@Nullable Object value) {
        return (T) value;
    }

    /**
     * Makes a magic of the notebook's own known: from the next cell on {@code %name} runs it, or {@code %%name}.
     *
     * @param overCell whether it stands over a cell, with two percent signs, and takes the text below it
     */
    public static void register(String name, boolean overCell, Own magic) {
        Magics magics = connected();
        (overCell ? magics.ofCells : magics.ofLines).put(name, magic);
        magics.link.send(new Frame(Kind.EVENT, Owner.current(), Struct.of("magic", "name", name)));
    }

    private static Magics connected() {
        Magics magics = connected;
        if (magics == null) {
            throw new IllegalStateException("this JVM does not run cells of an Interleave notebook");
        }
        return magics;
    }

    private @Nullable Object call(String name, List<String> arguments, @Nullable String body) {
        Own own = (body == null ? ofLines : ofCells).get(name);
        if (own == null) {
            return ask(name, arguments, body);
        }
        try {
            return own.run(arguments, body);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalArgumentException("The magic " + name + " failed: " + e.getMessage(), e);
        }
    }

    private @Nullable Object ask(String name, List<String> arguments, @Nullable String body) {
        long number = numbers.incrementAndGet();
        CompletableFuture<Struct> asked = new CompletableFuture<>();
        open.put(number, asked);
        output.flush();
        link.send(new Frame(
                Kind.SERVICE_CALL,
                Owner.current(),
                Struct.of("magic", "number", number, "name", name, "arguments", List.copyOf(arguments), "body", body)));
        try {
            Struct answer = asked.get();
            if (answer.get("failure") instanceof String failure) {
                throw new IllegalArgumentException(failure);
            }
            return answer.get("given");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the magic " + name + " was at work", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            open.remove(number);
        }
    }

    /** What the kernel answers; called by the link's reader thread. */
    void answered(Struct answer) {
        CompletableFuture<Struct> asked = open.get(answer.integer("number"));
        if (asked != null) {
            asked.complete(answer);
        }
    }
}
