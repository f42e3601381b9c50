package interleave.grade.compile;

import interleave.grade.sandbox.NotJudgedException;
import interleave.link.Data;
import interleave.link.MalformedDataException;
import interleave.link.Struct;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own in which answers are compiled: a source of forty lines can keep javac busy for years or make it take all memory, and neither can be undone in the
 * JVM where it happens. This one is killed then, and the next answer gets another.
 *
 * <p>It stays warm between answers, and serves one at a time, so that it is never in doubt which answer did it harm. Thread-safe: one for all graders of a run.
 */
public final class CompileProcess implements AutoCloseable {
    private static final int HEAP_MIB = 256;
    private static final long LOOK_MILLIS = 250;

    /** Bytes of a frame, more than any answer compiles to. */
    static final int MAX_FRAME = 64 << 20;

    /** Beyond what the process allows itself, it is out of its mind: it cannot even say so. */
    private static final int PATIENCE = 3;

    private final Duration limit;
    private @Nullable Running running;

    /** A process is started when it is first needed. */
    public CompileProcess() {
        this(AnswerCompiler.LIMIT);
    }

    CompileProcess(Duration limit) {
        this.limit = limit;
    }

    /** The process under way, and the thread that reads what it says. */
    private static final class Running {
        final Process process;
        final DataOutputStream out;
        /** Each answer; empty where the process has ended. */
        final BlockingQueue<byte[]> answers = new LinkedBlockingQueue<>();

        Running(Process process) {
            this.process = process;
            this.out = new DataOutputStream(process.getOutputStream());
            Thread.ofPlatform().name("interleave-compile-reader").daemon().start(this::read);
        }

        private void read() {
            try (var in = new DataInputStream(process.getInputStream())) {
                while (true) {
                    answers.add(CompileMain.read(in));
                }
            } catch (IOException | MalformedDataException e) {
                answers.add(new byte[0]);
            }
        }

        Duration processorTime() {
            return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
        }
    }

    /** Starts the process ahead of need. */
    public synchronized void prepare() {
        try {
            running();
        } catch (IOException e) {
            // told when it is needed
        }
    }

    /**
     * Compiles an answer.
     *
     * @throws NotJudgedException if no such process can be started, or it ended for no reason of the answer's
     */
    public synchronized Compilation compile(String answer, ExerciseClasses exercise) {
        byte[] request = Data.encode(Struct.of(
                "compile",
                "answer",
                answer,
                "contract",
                exercise.contractName(),
                "classes",
                exercise.contract().stream().map(CompileMain::data).toList(),
                "seconds",
                limit.toSeconds()));
        try {
            Running serving = running();
            Duration before = serving.processorTime();
            CompileMain.write(serving.out, request);
            return compilation(answered(serving, before), answer);
        } catch (IOException e) {
            end();
            throw new NotJudgedException("the compiler's process could not be used: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end();
            throw new NotJudgedException("judging was interrupted", e);
        }
    }

    private Struct answered(Running serving, Duration before) throws InterruptedException, IOException {
        Duration most = before.plus(limit.multipliedBy(PATIENCE));
        byte[] said = serving.answers.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        while (said == null) {
            if (serving.processorTime().compareTo(most) > 0) {
                end();
                return CompileMain.data(AnswerCompiler.outOfMemory(), true);
            }
            said = serving.answers.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (said.length == 0) {
            throw new IOException("it ended");
        }
        if (!(Data.decode(said) instanceof Struct result)) {
            throw new IOException("it said nothing");
        }
        if (Boolean.TRUE.equals(result.get("spent"))) {
            end();
        }
        return result;
    }

    private static Compilation compilation(Struct said, String answer) {
        return switch (said.name()) {
            case "compiled" ->
                new Compilation.Compiled(
                        said.string("main"), CompileMain.classes(said.get("classes", List.class)), answer);
            case "refused" -> {
                var problems = new ArrayList<Problem>();
                for (Object each : said.get("problems", List.class)) {
                    problems.add(CompileMain.problem((Struct) each));
                }
                yield new Compilation.Refused(Compilation.Why.valueOf(said.string("why")), problems);
            }
            default -> throw new NotJudgedException(said.string("message"));
        };
    }

    private Running running() throws IOException {
        Running known = running;
        if (known == null || !known.process.isAlive()) {
            known = new Running(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx" + HEAP_MIB + "m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CompileMain.class.getName())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
            running = known;
        }
        return known;
    }

    /** The process under way. */
    synchronized long pid() throws IOException {
        return running().process.pid();
    }

    private void end() {
        if (running != null) {
            running.process.destroyForcibly();
            running = null;
        }
    }

    @Override
    public synchronized void close() {
        end();
    }
}
