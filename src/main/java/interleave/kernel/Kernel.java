package interleave.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import interleave.kernel.magic.CalledMagics;
import interleave.kernel.magic.Magic;
import interleave.kernel.magic.Magics;
import interleave.kernel.magic.Practice;
import interleave.kernel.protocol.Channels;
import interleave.kernel.protocol.Json;
import interleave.kernel.protocol.Message;
import interleave.kernel.protocol.RequestChannel;
import interleave.kernel.session.Bundles;
import interleave.kernel.session.Cell;
import interleave.kernel.session.CellSources;
import interleave.kernel.session.Cells;
import interleave.kernel.session.Guest;
import interleave.kernel.session.GuestLoss;
import interleave.kernel.session.GuestReports;
import interleave.kernel.session.GuestStarter;
import interleave.kernel.session.Life;
import interleave.kernel.session.Nesting;
import interleave.kernel.session.Outcome;
import interleave.kernel.session.Settings;
import interleave.kernel.source.Source;
import interleave.link.Struct;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers Jupyter: runs cells one after another on the shell thread, takes interrupts and the end on the control thread, and publishes what the guest says from
 * the thread that hears it.
 */
final class Kernel {
    /** What the compiler gets to end, at the next cell, with what was left. */
    private static final Duration COMPILER_PATIENCE = Duration.ofSeconds(10);

    private final Channels channels;
    private final CellOutput output;
    private final CellSources sources = new CellSources();
    private final Cells cells = new Cells();
    private final Reports reports;
    private final Settings settings;
    private final GuestReports guestReports = new GuestReports(sources);
    private final History history = new History();
    private final Magic.Front front = new UnderACell(() -> this.running);
    private final Magics magics;
    private final Practice practice;
    private final Life life;
    private final CalledMagics calledMagics;
    private final CellRunner runner;
    private final Runnable exit;
    private final Set<String> aborted = new HashSet<>();

    /** Guests that ended, and nobody has said so. */
    private final Queue<Guest> untold = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Cell running;
    private volatile @Nullable Runnable onInterrupt;
    private int count;
    private @Nullable String nextCell;
    private int ids;

    /**
     * Makes a kernel whose first guest begins to start.
     *
     * @param exit ends the process; called on a thread of its own
     */
    Kernel(Channels channels, Settings settings, Runnable exit) {
        this.channels = channels;
        this.settings = settings;
        this.output = new CellOutput(channels);
        this.reports = new Reports(output);
        this.exit = exit;
        this.practice = new Practice(settings);
        this.magics = new Magics(practice, settings, guestReports, cells::byId);
        this.life = new Life(settings, new GuestStarter(settings, new FromGuest(), this::raw), sources, this::note);
        this.calledMagics = new CalledMagics(magics, life);
        Path ijava = settings.guestJar().resolveSibling("interleave-ijava.jar");
        this.runner = new CellRunner(life, magics, front, ijava);
    }

    /** Ends the guest. On any thread. */
    void end() {
        life.end();
    }

    /** Interrupts the cell that runs, if any. On any thread. */
    void interrupt() {
        Runnable more = onInterrupt;
        if (more != null) {
            more.run();
        }
        life.stop();
    }

    void onShell(Message sent, RequestChannel channel) {
        CellSize size = CellSize.of(sent);
        Message request = size.isTooLarge() ? CellSize.shortened(sent) : sent;
        JsonObject content = request.content();
        switch (request.type()) {
            case "execute_request" -> {
                if (aborted.remove(request.header().id())) {
                    JsonObject notRun = new JsonObject();
                    notRun.addProperty("status", "aborted");
                    notRun.addProperty("execution_count", count);
                    channel.reply(request, "execute_reply", notRun);
                } else {
                    execute(request, channel, size);
                }
            }
            case "is_complete_request" ->
                channel.reply(
                        request, "is_complete_reply", Questions.complete(life.session(), Json.text(content, "code")));
            case "complete_request" -> {
                String code = Json.text(content, "code");
                channel.reply(
                        request,
                        "complete_reply",
                        Questions.completions(
                                life.session(), magics, code, Json.number(content, "cursor_pos", code.length())));
            }
            case "inspect_request" -> {
                String code = Json.text(content, "code");
                JsonObject answer = Questions.inspect(
                        life.session(),
                        magics,
                        code,
                        Json.number(content, "cursor_pos", code.length()),
                        Json.number(content, "detail_level", 0) > 0);
                channel.reply(request, "inspect_reply", answer);
            }
            case "history_request" -> channel.reply(request, "history_reply", history.answer(content));
            case "comm_info_request" -> {
                JsonObject answer = Json.ok();
                answer.add("comms", new JsonObject());
                channel.reply(request, "comm_info_reply", answer);
            }
            case "comm_open" -> {
                // there is no such target here: by the book, the comm is closed at once
                JsonObject close = new JsonObject();
                close.addProperty("comm_id", Json.text(content, "comm_id"));
                close.add("data", new JsonObject());
                channels.publish("comm_close", request.header().json(), close);
            }
            case "comm_msg", "comm_close" -> {
                // for a comm that was never open
            }
            default -> onControl(request, channel);
        }
    }

    void onControl(Message request, RequestChannel channel) {
        switch (request.type()) {
            case "kernel_info_request" -> channel.reply(request, "kernel_info_reply", KernelInfo.reply());
            case "interrupt_request" -> {
                interrupt();
                channel.reply(request, "interrupt_reply", Json.ok());
            }
            case "shutdown_request" -> {
                JsonObject answer = Json.ok();
                answer.addProperty("restart", Json.flag(request.content(), "restart", false));
                life.end();
                channel.reply(request, "shutdown_reply", answer);
                channels.publish("shutdown_reply", request.header().json(), answer);
                Thread.ofPlatform().name("kernel-exit").start(exit);
            }
            default -> throw new IllegalArgumentException("unknown message type " + request.type());
        }
    }

    private void execute(Message request, RequestChannel channel, CellSize size) {
        JsonObject content = request.content();
        String code = Json.text(content, "code").replace("\r\n", "\n");
        boolean silent = Json.flag(content, "silent", false);
        boolean remembered = !silent && Json.flag(content, "store_history", true);
        if (remembered) {
            history.add(++count, code);
        }
        life.settle();
        Cell cell = new Cell(++ids, count, code, request, Json.flag(content, "allow_stdin", true));
        cells.add(cell);
        if (!silent) {
            output.input(cell);
        }
        Outcome outcome = size.isTooLarge()
                ? size.refusal()
                : run(cell, new Source(remembered ? cell.label() : "a hidden cell", code));
        boolean failed = outcome instanceof Outcome.Failed;
        List<Message> waiting =
                failed && Json.flag(content, "stop_on_error", true) && !silent ? channel.takeWaiting() : List.of();
        JsonObject reply = publish(outcome, cell, silent);
        reply.add("payload", payload());
        if (!failed && remembered) {
            practice.tracker().ran(Json.text(request.metadata(), "cellId"));
        }
        if (!failed) {
            reply.add("user_expressions", expressions(cell, Json.object(content, "user_expressions")));
        }
        channel.reply(request, "execute_reply", reply);
        abort(waiting, channel);
    }

    /** Runs a cell to its end, whatever that is. */
    private Outcome run(Cell cell, Source source) {
        sources.add(source);
        running = cell;
        try {
            awaitCompiler();
            life.session().engine().begin(cell.id());
            interruptAfter(settings.environment().timeoutMillis(), cell);
            Outcome outcome = runner.run(cell, source, 0);
            return outcome instanceof Outcome.Lost ? lost() : outcome;
        } catch (StackOverflowError e) {
            return Nesting.stackUsedUp();
        } catch (OutOfMemoryError e) {
            return Outcome.Failed.of(
                    "CodeTooLarge",
                    "The compiler has used up its memory at this cell, which was not run. Break its expressions into"
                            + " parts with types of their own. The next cell runs.");
        } catch (RuntimeException e) {
            e.printStackTrace();
            return Outcome.Failed.of(
                    "KernelError",
                    "The kernel failed at this cell, which is a defect of Interleave: " + e + ". The next cell runs.");
        } finally {
            life.cellEnded(cell.id());
            running = null;
            tellLosses();
        }
    }

    /** Waits for the compiler, where it is still at work on a cell or a question that was left; where it seems never to end, the cells begin anew without it. */
    private void awaitCompiler() {
        if (!life.session().isFree(COMPILER_PATIENCE)) {
            life.renew();
            note("The compiler has not come to an end with what it was given before, so all cells begin anew:"
                    + " every variable, method and class is gone. What it compiles for ever takes a core until the"
                    + " kernel is restarted.");
        }
    }

    private void interruptAfter(long millis, Cell cell) {
        if (millis > 0) {
            CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(() -> {
                if (cell.equals(running)) {
                    interrupt();
                }
            });
        }
    }

    /** The guest ended under a cell: says how, and has the next one start. */
    private Outcome lost() {
        String sentence;
        try {
            Guest guest = life.guest().join();
            guest.gone().join();
            untold.remove(guest);
            sentence = GuestLoss.describe(guest.jvm());
        } catch (java.util.concurrent.CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            sentence = "The JVM that runs your cells does not start: " + cause.getMessage();
        }
        life.renew();
        return Outcome.Failed.of(GuestLoss.NAME, sentence);
    }

    /** Says of each guest that ended while no cell ran in it, under the cell that ran last, how it ended, and has the next one start. */
    private void tellLosses() {
        Cell cell = cells.last();
        if (cell == null) {
            return;
        }
        for (Guest guest = untold.poll(); guest != null; guest = untold.poll()) {
            life.renewAfter(guest);
            reports.add(cell.id(), cell.parent(), GuestLoss.describe(guest.jvm()));
        }
    }

    private JsonObject publish(Outcome outcome, Cell cell, boolean silent) {
        JsonObject reply = new JsonObject();
        switch (outcome) {
            case Outcome.Done done -> {
                reply.addProperty("status", "ok");
                if (!done.bundle().isEmpty() && !silent) {
                    output.result(cell, done.bundle());
                }
            }
            case Outcome.Failed failed -> {
                reply = CellOutput.error(failed);
                output.error(cell, failed);
                reply.addProperty("status", "error");
            }
            case Outcome.Lost _ -> throw new IllegalStateException("a loss is told as a failure");
        }
        reply.addProperty("execution_count", cell.number());
        return reply;
    }

    /** The cell that a magic wants below, in the one way that Jupyter has for it. */
    private JsonArray payload() {
        JsonArray payload = new JsonArray();
        String text = nextCell;
        if (text != null) {
            JsonObject next = new JsonObject();
            next.addProperty("source", "set_next_input");
            next.addProperty("text", text);
            next.addProperty("replace", false);
            payload.add(next);
            nextCell = null;
        }
        return payload;
    }

    /** Evaluates each expression that the front end wants to know beside the cell. */
    private JsonObject expressions(Cell cell, JsonObject wanted) {
        JsonObject values = new JsonObject();
        for (Map.Entry<String, JsonElement> entry : wanted.entrySet()) {
            JsonObject value = new JsonObject();
            Outcome outcome =
                    run(cell, new Source("an expression of the front end", Json.text(wanted, entry.getKey())));
            if (outcome instanceof Outcome.Done done) {
                value.addProperty("status", "ok");
                value.add("data", Bundles.json(done.bundle()));
                value.add("metadata", new JsonObject());
            } else if (outcome instanceof Outcome.Failed failed) {
                value = CellOutput.error(failed);
                value.addProperty("status", "error");
            }
            values.add(entry.getKey(), value);
        }
        return values;
    }

    /** After an error, what the front end had queued behind the cell is not run when its turn comes. */
    private void abort(List<Message> waiting, RequestChannel channel) {
        for (Message request : waiting) {
            if (request.type().equals("execute_request")) {
                aborted.add(request.header().id());
            }
        }
        channel.putBack(waiting);
    }

    /** Something that the learner should know of the cell that runs. */
    private void note(String text) {
        Cell cell = running;
        if (cell != null) {
            reports.add(cell.id(), cell.parent(), text);
        }
    }

    /** Shows things under a cell, where there is one. */
    private final class UnderACell implements Magic.Front {
        private final Supplier<@Nullable Cell> shown;

        UnderACell(Supplier<@Nullable Cell> shown) {
            this.shown = shown;
        }

        @Override
        public void show(String plain, String html) {
            show(Map.of("text/plain", plain, "text/html", html));
        }

        @Override
        public void text(String text) {
            show(text, Reports.html(text, ""));
        }

        @Override
        public void markdown(String text) {
            show(Map.of("text/plain", text, "text/markdown", text));
        }

        @Override
        public void nextCell(String text) {
            nextCell = text;
        }

        @Override
        public void print(boolean standardError, String text) {
            Cell cell = shown.get();
            if (cell != null) {
                output.stream(cell, standardError, text);
            }
        }

        @Override
        public AutoCloseable whenInterrupted(Runnable what) {
            onInterrupt = what;
            return () -> onInterrupt = null;
        }

        private void show(Map<String, Object> data) {
            Cell cell = shown.get();
            if (cell != null) {
                output.display(cell.parent(), data, null, false);
            }
        }
    }

    /** What the JVM itself prints, past System.out: to the log, for it is no output of a cell's. */
    private void raw(byte[] bytes) {
        System.err.write(bytes, 0, bytes.length);
        System.err.flush();
    }

    /** What the guest says unasked, on the thread that reads its link. */
    private final class FromGuest implements Guest.Listener {
        @Override
        public void output(int id, boolean standardError, byte[] utf8) {
            Cell cell = cells.byId(id);
            String text = new String(utf8, StandardCharsets.UTF_8);
            if (cell == null) {
                cell = cells.last();
                text = "[from a thread that no cell is known to have started] " + text;
            }
            if (cell != null) {
                output.stream(cell, standardError, text);
            }
        }

        @Override
        public void event(int id, Struct event) {
            Cell owner = cells.byId(id);
            Cell cell = owner == null ? cells.last() : owner;
            if (cell == null) {
                return;
            }
            switch (event.name()) {
                case "display" -> {
                    String displayId = event.get("displayId") instanceof String name ? name : null;
                    boolean update = Boolean.TRUE.equals(event.get("update"));
                    output.display(cell.parent(), Bundles.data(event), displayId, update);
                }
                case "clear" -> output.clear(cell, Boolean.TRUE.equals(event.get("wait")));
                case "predicted" -> practice.tracker().predicted(event, cell.code());
                case "measured" -> practice.tracker().measured(event);
                case "magic" -> magics.addOwn(event.string("name"));
                case "report" -> reports.add(cell.id(), cell.parent(), guestReports.describe(event, cell));
                default -> {
                    // of a newer guest; nothing to show
                }
            }
        }

        @Override
        public void lineWanted(Guest guest, int id) {
            Cell cell = cells.byId(id);
            if (cell == null || !cell.mayAsk()) {
                if (cell != null) {
                    reports.add(
                            cell.id(),
                            cell.parent(),
                            "This cell reads System.in, and nobody can answer: the front end runs it with stdin"
                                    + " switched off. The read meets the end of input.");
                }
                guest.line(id, null);
                return;
            }
            CompletableFuture<@Nullable String> line = channels.ask(cell.request(), "", false);
            var _ = line.thenAccept(answer -> guest.line(id, answer));
            cells.asked(cell, line);
        }

        @Override
        public void magicWanted(Guest guest, int id, Struct call) {
            Cell cell = cells.byId(id) == null ? cells.last() : cells.byId(id);
            String label = cell == null ? "a cell" : cell.label();
            Thread.ofPlatform()
                    .name("kernel-called-magic")
                    .daemon()
                    .start(() -> guest.answerMagic(id, calledMagics.answer(label, call, new UnderACell(() -> cell))));
        }

        @Override
        public void died(Guest guest) {
            untold.add(guest);
            if (running == null) {
                tellLosses();
            }
        }
    }
}
