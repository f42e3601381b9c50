package interleave.schedule;

import interleave.schedule.message.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What explorations of lessons found, for kernels on which none can be made: the resource {@value #RESOURCE}, lines of fields with tabs between them.
 *
 * <p>An exploration is known by what is asked, in words. A lesson that asks the same in the same words more than once, of other code, has several, in their order;
 * after the last comes the first again, so that a cell that is run once more finds its own. A test compares the resource with what our kernel finds.
 */
final class StoredOrders {
    private static final String RESOURCE = "META-INF/interleave/orders.tsv";

    /** Names a file that all explorations of this JVM are added to, in the form of the resource. */
    private static final String KEEP = "interleave.orders.keep";

    private static final Map<Asked, Integer> TAKEN = new HashMap<>();
    private static @Nullable Map<Asked, List<Exploration>> stored;

    private StoredOrders() {}

    /**
     * What is asked of an exploration.
     *
     * @param shared the simple name of the class of what the pieces of code share; empty if they share no object
     * @param pieces how many there are
     * @param expected what must come out, in words; empty if it is a check that must pass
     */
    record Asked(String shared, int pieces, String expected) {}

    /** The next that is stored of these, with a sentence that says so; empty if there is none. */
    static synchronized Optional<Exploration> next(Asked asked, String obstacle) {
        Map<Asked, List<Exploration>> all = stored;
        if (all == null) {
            all = read();
            stored = all;
        }
        List<Exploration> found = all.getOrDefault(asked, List.of());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        int number = TAKEN.merge(asked, 1, Integer::sum) - 1;
        return Optional.of(found.get(number % found.size())
                .instead("Orders cannot be explored here, because " + obstacle
                        + ": this is what was found of the lesson as it is handed out, whatever has been changed in it"
                        + " since."));
    }

    /** Adds an exploration to the file that is to be made the resource, if there is to be one. */
    static synchronized void keep(Asked asked, Exploration found) {
        String file = System.getProperty(KEEP);
        if (file != null) {
            try {
                Files.write(Path.of(file), lines(asked, found), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException("orders cannot be kept in " + file, e);
            }
        }
    }

    private static List<String> lines(Asked asked, Exploration found) {
        List<String> lines = new ArrayList<>();
        lines.add(line("orders", asked.shared(), asked.pieces(), asked.expected()));
        for (Exploration.Part part : found.parts()) {
            lines.add(line(
                    "part",
                    part.kind(),
                    part.orders(),
                    part.failures(),
                    part.complete(),
                    part.parameter(),
                    part.standFor().map(BigInteger::toString).orElse(""),
                    part.failing()));
        }
        Exploration.TimeLimits limits = found.timeLimits();
        if (limits.met()) {
            lines.add(line("limits", limits.heldBack(), limits.most()));
        }
        found.shortest().ifPresent(failure -> {
            lines.add(line("failure", failure.id(), failure.switches(), failure.message(), failure.initially()));
            for (Interleavings.Step step : failure.steps()) {
                Place place = step.place();
                lines.add(line(
                        "step", step.actor(), step.label(), place.method(), place.line(), step.code(), step.shared()));
            }
        });
        return lines;
    }

    private static String line(Object... fields) {
        List<String> texts = new ArrayList<>();
        for (Object field : fields) {
            texts.add(field.toString()
                    .replace("\\", "\\\\")
                    .replace("\t", "\\t")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r"));
        }
        return String.join("\t", texts);
    }

    private static Map<Asked, List<Exploration>> read() {
        Map<Asked, List<Exploration>> read = new HashMap<>();
        try (InputStream in = StoredOrders.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (in != null) {
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
                Block block = null;
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    List<String> fields = fields(line);
                    if (fields.getFirst().equals("orders")) {
                        add(block, read);
                        block = new Block(new Asked(fields.get(1), Integer.parseInt(fields.get(2)), fields.get(3)));
                    } else if (block != null) {
                        block.take(fields);
                    }
                }
                add(block, read);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
        return read;
    }

    private static void add(@Nullable Block block, Map<Asked, List<Exploration>> to) {
        if (block != null) {
            to.computeIfAbsent(block.asked, each -> new ArrayList<>()).add(block.exploration());
        }
    }

    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        for (String field : line.split("\t", -1)) {
            fields.add(field.translateEscapes());
        }
        return fields;
    }

    /** The lines of one exploration. */
    private static final class Block {
        private final Asked asked;
        private final List<Exploration.Part> parts = new ArrayList<>();
        private final List<Interleavings.Step> steps = new ArrayList<>();
        private Exploration.TimeLimits limits = Exploration.TimeLimits.NONE;
        private @Nullable List<String> failure;

        Block(Asked asked) {
            this.asked = asked;
        }

        void take(List<String> fields) {
            switch (fields.getFirst()) {
                case "part" ->
                    parts.add(new Exploration.Part(
                            Exploration.Kind.valueOf(fields.get(1)),
                            Integer.parseInt(fields.get(2)),
                            Integer.parseInt(fields.get(3)),
                            Boolean.parseBoolean(fields.get(4)),
                            Long.parseLong(fields.get(5)),
                            Optional.of(fields.get(6))
                                    .filter(number -> !number.isEmpty())
                                    .map(BigInteger::new),
                            new BigInteger(fields.get(7))));
                case "limits" ->
                    limits = new Exploration.TimeLimits(
                            true, Boolean.parseBoolean(fields.get(1)), Integer.parseInt(fields.get(2)));
                case "failure" -> failure = fields;
                case "step" ->
                    steps.add(new Interleavings.Step(
                            fields.get(1),
                            fields.get(2),
                            new Place("", fields.get(3), Integer.parseInt(fields.get(4))),
                            fields.get(5),
                            fields.get(6)));
                default -> throw new IllegalStateException(RESOURCE + " has a line that begins with " + fields);
            }
        }

        Exploration exploration() {
            List<String> of = failure;
            return new Exploration(
                    parts,
                    of == null
                            ? Optional.empty()
                            : Optional.of(new Interleavings.Failure(
                                    of.get(1), of.get(3), Integer.parseInt(of.get(2)), of.get(4), steps)),
                    "",
                    limits);
        }
    }
}
