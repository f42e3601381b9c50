package interleave.grade.compile;

import interleave.grade.sandbox.NotJudgedException;
import interleave.link.Data;
import interleave.link.MalformedDataException;
import interleave.link.Struct;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs in a {@link CompileProcess}: compiles what comes in on standard input, one after another, until it ends.
 *
 * <p>Frames both ways: u32 length, then {@link Data}. {@code compile{answer, contract, classes, seconds}} is answered by {@code compiled{main, classes}},
 * {@code refused{outcome, problems}} or {@code undecided{message}}, each with {@code spent}: whether this process is to be replaced.
 */
final class CompileMain {
    private CompileMain() {}

    public static void main(String[] arguments) throws IOException {
        var in = new DataInputStream(System.in);
        var out = new DataOutputStream(System.out);
        // nothing but frames goes there
        System.setOut(System.err);
        AnswerCompiler compiler = null;
        try {
            while (true) {
                if (!(Data.decode(read(in)) instanceof Struct request)) {
                    throw new MalformedDataException("a request is a struct");
                }
                if (compiler == null) {
                    compiler = new AnswerCompiler(Duration.ofSeconds(request.integer("seconds")));
                }
                write(out, Data.encode(answer(request, compiler)));
            }
        } catch (EOFException e) {
            // whoever asked has ended
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static Struct answer(Struct request, AnswerCompiler compiler) {
        var exercise = new ExerciseClasses(
                request.string("contract"), classes(request.get("classes", List.class)), List.of(), List.of());
        try {
            return switch (compiler.compile(request.string("answer"), exercise)) {
                case Compilation.Compiled compiled ->
                    Struct.of(
                            "compiled",
                            "main",
                            compiled.main(),
                            "classes",
                            compiled.classes().stream().map(CompileMain::data).toList(),
                            "spent",
                            compiler.spent());
                case Compilation.Refused refused -> data(refused, compiler.spent());
            };
        } catch (NotJudgedException e) {
            return Struct.of("undecided", "message", e.getMessage(), "spent", true);
        }
    }

    static Struct data(Compilation.Refused refused, boolean spent) {
        return Struct.of(
                "refused",
                "why",
                refused.why(),
                "problems",
                refused.problems().stream().map(CompileMain::data).toList(),
                "spent",
                spent);
    }

    static Struct data(ClassBytes c) {
        return Struct.of("class", "name", c.name(), "bytes", c.bytes());
    }

    static List<ClassBytes> classes(List<?> data) {
        var classes = new ArrayList<ClassBytes>();
        for (Object each : data) {
            var struct = (Struct) each;
            classes.add(new ClassBytes(struct.string("name"), struct.get("bytes", byte[].class)));
        }
        return List.copyOf(classes);
    }

    private static Struct data(Problem p) {
        return Struct.of(
                "problem",
                "line",
                p.line(),
                "column",
                p.column(),
                "length",
                p.length(),
                "message",
                p.message(),
                "sourceLine",
                p.sourceLine());
    }

    static Problem problem(Struct data) {
        return new Problem(
                Math.toIntExact(data.integer("line")),
                Math.toIntExact(data.integer("column")),
                Math.toIntExact(data.integer("length")),
                data.string("message"),
                data.string("sourceLine"));
    }

    static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length <= 0 || length > CompileProcess.MAX_FRAME) {
            throw new MalformedDataException("a frame of " + length + " bytes");
        }
        byte[] frame = new byte[length];
        in.readFully(frame);
        return frame;
    }

    static void write(DataOutputStream out, byte[] frame) throws IOException {
        out.writeInt(frame.length);
        out.write(frame);
        out.flush();
    }
}
