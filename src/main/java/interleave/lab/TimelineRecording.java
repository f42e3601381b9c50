package interleave.lab;

import interleave.guest.ThreadWatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/** A watch that is under way: the flight recorder at threshold 0, and our own looks at the threads of the cell. */
final class TimelineRecording {

    private static final List<String> WAITS = List.of(
            "jdk.ThreadSleep",
            "jdk.ThreadPark",
            "jdk.JavaMonitorEnter",
            "jdk.JavaMonitorWait",
            "jdk.SocketRead",
            "jdk.SocketWrite",
            "jdk.FileRead",
            "jdk.FileWrite",
            "jdk.FileForce");

    private static final List<String> LIVES =
            List.of("jdk.ThreadStart", "jdk.ThreadEnd", "jdk.VirtualThreadStart", "jdk.VirtualThreadEnd");

    /** Ties the recorder's clock to {@link System#nanoTime()}. */
    @Name("interleave.TimelineStart")
    @Label("Start of a timeline")
    @Category("Interleave")
    @StackTrace(false)
    private static final class StartEvent extends Event {}

    private final Recording recording;
    private final ThreadWatch watch;
    private final Thread main = Thread.currentThread();
    private final @Nullable String host;
    private final long began;

    private TimelineRecording(Recording recording, ThreadWatch watch, @Nullable String host) {
        this.recording = recording;
        this.watch = watch;
        this.host = host;
        new StartEvent().commit();
        began = System.nanoTime();
    }

    /**
     * @param code what is about to run, where it is known: threads that run code of its class are the learner's
     */
    static TimelineRecording start(Experiment.@Nullable Version code) {
        Recording recording = new Recording();
        for (String wait : WAITS) {
            recording.enable(wait).withThreshold(Duration.ZERO).withStackTrace();
        }
        LIVES.forEach(life -> recording.enable(life).withoutStackTrace());
        recording.enable(StartEvent.class);
        recording.start();
        return new TimelineRecording(recording, ThreadWatch.start(), code == null ? null : hostOf(code));
    }

    /** Gives it up. */
    void close() {
        try {
            watch.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        discard();
    }

    Timeline stop() throws InterruptedException {
        long ended = System.nanoTime();
        try {
            watch.close();
            recording.stop();
            List<RecordedEvent> events = events();
            TimelineMaker maker = new TimelineMaker(began, ended - began, start(events), host);
            events.forEach(maker::add);
            watch.tasks().forEach(maker::add);
            watch.sightings().forEach(maker::add);
            return maker.make(main);
        } catch (IOException e) {
            throw new UncheckedIOException("the flight recorder's file could not be written or read", e);
        } finally {
            discard();
        }
    }

    /** The recorder keeps its folder in the temporary one until its JVM ends; the guest is killed, and would leave it there. It makes another one when it needs it. */
    private void discard() {
        recording.close();
        String folder = System.getProperty("jdk.jfr.repository");
        if (folder != null) {
            try {
                Files.deleteIfExists(Path.of(folder));
            } catch (IOException e) {
                // there is another recording in it, which the learner has begun
            }
        }
    }

    private List<RecordedEvent> events() throws IOException {
        Path file = Files.createTempFile("timeline", ".jfr");
        try {
            recording.dump(file);
            return RecordingFile.readAllEvents(file);
        } finally {
            Files.delete(file);
        }
    }

    private static Instant start(List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("interleave.TimelineStart"))
                .map(RecordedEvent::getStartTime)
                .max(Instant::compareTo)
                .orElseThrow(() -> new AssertionError("the recorder lost the start of the timeline"));
    }

    /** The class that a lambda stands in, or the class itself. */
    private static String hostOf(Object code) {
        String name = code.getClass().getName();
        int lambda = name.indexOf("$$Lambda");
        return lambda < 0 ? name : name.substring(0, lambda);
    }
}
