package interleave.kernel.magic;

import interleave.kernel.session.Life;
import interleave.kernel.session.Outcome;
import interleave.kernel.source.Source;
import interleave.link.Struct;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Magics that a cell calls as functions while it runs, {@code lineMagic("jars", List.of("lib/*.jar"))}, as IJava has them.
 *
 * <p>The cell waits in its JVM for the answer, so a magic that runs cells, or asks or ends that JVM, cannot be called so. What joins the class path goes back with
 * the answer, to be taken by the guest before the cell goes on; the compiler sees it from the next cell on.
 */
public final class CalledMagics {
    private final Magics magics;
    private final Life life;

    /** Answers with the magics that can be called so. */
    public CalledMagics(Magics magics, Life life) {
        this.magics = magics;
        this.life = life;
    }

    /**
     * Answers a call. It may take its time: not for the thread that reads the guest's link.
     *
     * @param label what the calling cell is called in messages
     * @param call as {@code interleave.guest.Magics} sends it
     */
    public Struct answer(String label, Struct call, Magic.Front front) {
        List<Path> joined = new ArrayList<>();
        String failure = null;
        List<String> given = null;
        try {
            switch (outcome(label, call, front, joined)) {
                case Outcome.Done done -> given = done.given().isEmpty() ? null : done.given();
                case Outcome.Failed failed -> failure = failed.value();
                case Outcome.Lost _ -> failure = "The JVM that runs your cells is gone.";
            }
        } catch (RuntimeException e) {
            failure = "The kernel failed at this magic, which is a defect of Interleave: " + e;
        }
        return Struct.of(
                "magic",
                "number",
                call.integer("number"),
                "failure",
                failure,
                "given",
                given,
                "path",
                joined.stream().map(Path::toString).toList());
    }

    private Outcome outcome(String label, Struct call, Magic.Front front, List<Path> joined) {
        String name = call.string("name");
        String body = call.get("body") instanceof String text ? text : null;
        Magic magic = magics.byName(name);
        if (magic == null) {
            return magics.unknown(name, body == null ? "%" : "%%");
        }
        if (!magic.isCallable()) {
            return Outcome.Failed.of(
                    "NotCallable",
                    "The magic " + name + " runs cells, or asks the JVM that is running this one, so no cell can call"
                            + " it: write it as a line of its own, %" + name + ".");
        }
        List<?> words = call.get("arguments", List.class);
        String arguments =
                words.stream().map(word -> quoted(String.valueOf(word))).collect(Collectors.joining(" "));
        return magic.run(new Magic.Call(
                name,
                arguments,
                body != null,
                new Source(label, body == null ? "" : body),
                0,
                life,
                entries -> joined.addAll(life.addToPathOfCaller(entries)),
                front,
                NO_CELLS));
    }

    /** An argument of more than one word, as it would be written on a line. */
    private static String quoted(String argument) {
        return argument.isEmpty() || argument.chars().anyMatch(Character::isWhitespace)
                ? '"' + argument + '"'
                : argument;
    }

    private static final Magic.Runner NO_CELLS = new Magic.Runner() {
        @Override
        public Outcome run(Source text) {
            throw new IllegalStateException("a magic that can be called runs no cells");
        }

        @Override
        public Outcome runRest(int offset) {
            throw new IllegalStateException("a magic that can be called runs no cells");
        }
    };
}
