package interleave.kernel;

import interleave.kernel.magic.Arguments;
import interleave.kernel.magic.Magic;
import interleave.kernel.magic.Magics;
import interleave.kernel.session.Cell;
import interleave.kernel.session.JavaSession;
import interleave.kernel.session.Life;
import interleave.kernel.session.Nesting;
import interleave.kernel.session.Outcome;
import interleave.kernel.source.JavaText;
import interleave.kernel.source.Parts;
import interleave.kernel.source.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Runs the text of a cell, its Java and its magics in their order, to the first that fails. Used by the shell thread. */
final class CellRunner {
    /** What notebooks written for IJava import. */
    private static final String IJAVA = "io.github.spencerpark.";

    /** What IJava's cells call without naming its class, beside what {@link interleave.guest.Displays} and {@link interleave.guest.Magics} have for all. */
    private static final String IJAVA_CALL = "getKernelInstance";

    private static final List<String> IJAVA_IMPORTS = List.of("static io.github.spencerpark.ijava.runtime.Kernel.*");

    private final Life life;
    private final Magics magics;
    private final Magic.Front front;
    private final Path ijava;

    /**
     * Runs cells in the session that there is.
     *
     * @param front where magics show what they have to show
     * @param ijava the jar with the names that notebooks written for IJava import
     */
    CellRunner(Life life, Magics magics, Magic.Front front, Path ijava) {
        this.life = life;
        this.magics = magics;
        this.front = front;
        this.ijava = ijava;
    }

    /** Runs the text of a cell from a position on, its Java and its magics in their order. */
    Outcome run(Cell cell, Source source, int from) {
        String text = source.text().substring(from);
        Outcome.Failed tooDeep = Nesting.refuse(text);
        if (tooDeep != null) {
            return tooDeep;
        }
        Outcome outcome = Outcome.Done.NOTHING;
        boolean asksForKernel = text.contains(IJAVA_CALL);
        if (asksForKernel || text.contains(IJAVA)) {
            life.addToPath(List.of(ijava));
        }
        if (asksForKernel) {
            life.session().addImports(IJAVA_IMPORTS);
        }
        for (Parts part : Parts.of(() -> life.session().analysis(), text)) {
            outcome = switch (part) {
                case Parts.Java java -> inSession(cell).run(source, from + java.offset(), java.text());
                case Parts.Command command -> magic(command, cell, source, from);
                case Parts.Assigned assigned -> assigned(assigned, cell, source, from);
            };
            if (!(outcome instanceof Outcome.Done)) {
                return outcome;
            }
        }
        return outcome;
    }

    /** The session, which a magic may have changed since the cell began. */
    private JavaSession inSession(Cell cell) {
        JavaSession session = life.session();
        if (session.engine().cell() != cell.id()) {
            session.engine().begin(cell.id());
        }
        return session;
    }

    /** Runs a magic, then the statement with what the magic gave in its place. */
    private Outcome assigned(Parts.Assigned assigned, Cell cell, Source source, int from) {
        if (magics.isOwn(assigned.command().name())) {
            return own(assigned.command(), cell, source, from, assigned.text());
        }
        Outcome outcome = magic(assigned.command(), cell, source, from);
        if (!(outcome instanceof Outcome.Done done)) {
            return outcome;
        }
        String list = done.given().stream()
                .map(JavaText::literal)
                .collect(Collectors.joining(", ", "java.util.List.of(", ")"));
        return inSession(cell).run(source, from + assigned.offset(), assigned.text() + list + ";");
    }

    /** Runs a magic that the notebook brought along: a call in Java, on the line where it stands. */
    private Outcome own(Parts.Command command, Cell cell, Source source, int from, String before) {
        int offset = Math.min(from + command.offset(), source.text().length());
        List<String> arguments = new ArrayList<>();
        arguments.add(JavaText.literal(command.name()));
        arguments.add(Arguments.of(command.arguments()).stream()
                .map(JavaText::literal)
                .collect(Collectors.joining(", ", "java.util.List.of(", ")")));
        if (command.wholeCell()) {
            arguments.add(JavaText.literal(source.text().substring(offset)));
        }
        int line = source.line(offset - 1);
        String call = "\n".repeat(line - 1) + before + "interleave.guest.Magics."
                + (command.wholeCell() ? "cellMagic" : "lineMagic") + "(" + String.join(", ", arguments) + ");";
        return inSession(cell).run(new Source(source.label(), call), 0, call);
    }

    /** Runs one of our magics, or tells how it is used. */
    private Outcome magic(Parts.Command command, Cell cell, Source source, int from) {
        boolean asked = command.name().endsWith("?");
        String name = asked ? command.name().substring(0, command.name().length() - 1) : command.name();
        if (magics.isOwn(name)) {
            return own(command, cell, source, from, "");
        }
        Magic magic = magics.byName(name);
        if (magic == null) {
            return magics.unknown(name, command.wholeCell() ? "%%" : "%");
        }
        if (asked) {
            front.text(magic.help());
            return Outcome.Done.NOTHING;
        }
        Magic.Runner runner = new Magic.Runner() {
            @Override
            public Outcome run(Source text) {
                return CellRunner.this.run(cell, text, 0);
            }

            @Override
            public Outcome runRest(int offset) {
                return CellRunner.this.run(cell, source, offset);
            }
        };
        return magic.run(new Magic.Call(
                name,
                command.arguments(),
                command.wholeCell(),
                source,
                from + command.offset(),
                life,
                life::addToPath,
                front,
                runner));
    }
}
