package exercise;

import interleave.schedule.Clock;
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A gallery on an event loop that says no in time: it lets in as many visitors as it can serve before they give up, and tells all others at once.
 *
 * <p>A worker lane has a few threads, and before them a queue without an end. What the loop hands over is never refused; it only comes later and later.
 */
public interface FullGallery {

    /**
     * The most photos that may be in the gallery at once, so that each is answered before its visitor gives up, even if all of them come in the same instant.
     *
     * <p>A photo is <i>in</i> from the moment at which it is asked for until it is answered.
     *
     * @param patience how long a visitor waits; an answer at the very end is in time
     * @param workers of the worker lane, {@code >= 1}; each makes one photo small after another
     * @param fetch how long the store takes; it answers any number of questions at once
     * @param resize how long a worker takes for a photo
     */
    int room(Duration patience, int workers, Duration fetch, Duration resize);

    /**
     * The order that breaks a colleague's gallery: when to ask for three photos, so that all three are in it at once, although it has room for two.
     *
     * <p>That gallery asks, when a visitor comes, whether fewer than two photos are counted. It counts a photo when the store has answered, 20 ms after it was asked
     * for. Its only worker then makes one photo small after another, 80 ms each, and the photo is no longer counted when it is made. A visitor who comes in the
     * same millisecond in which something else happens comes after it.
     *
     * @return three moments, in milliseconds from the beginning
     */
    List<Integer> overfill();

    /**
     * Answers one visitor. Called on the loop's thread, which has everybody else to serve too.
     *
     * <p>If {@code room} photos are in the gallery already, the answer is {@code 503 busy}, at once. Otherwise the store is asked for the photo, a wait; it is made small
     * by {@link Photo#resize} on a worker; and the answer is {@code 200} and the small photo, or {@code 404} and the store's own message. All answers come on
     * the loop's thread.
     *
     * @param name of the photo
     * @param room how many photos may be in the gallery at once; the same at every call
     * @param loop on whose thread this is called; it has as many workers as the machine has cores
     * @param store answers a name with the photo: {@code call} waits for it, {@code callAsync} returns a future
     * @param cpu the machine, for {@link Photo#resize}
     */
    CompletableFuture<String> handle(String name, int room, Loop loop, Remote<String, String> store, Cpu cpu);

    /** Not yours to write: lets visitors come when they come, as the grader does. */
    default CompletableFuture<List<Served>> serve(
            List<Visit> visits, int room, Loop loop, Remote<String, String> store, Cpu cpu, Clock clock) {
        Duration start = clock.now();
        List<CompletableFuture<Served>> served = new ArrayList<>();
        for (Visit visit : visits) {
            Duration due = start.plus(visit.at());
            LockSupport.parkNanos(due.minus(clock.now()).toNanos());
            CompletableFuture<Served> done = new CompletableFuture<>();
            loop.execute(() -> {
                try {
                    handle(visit.name(), room, loop, store, cpu).whenComplete((answer, failure) -> {
                        String told = failure == null ? answer : "500 " + failure;
                        done.complete(new Served(told, clock.now().minus(due), loop.onLoop()));
                    });
                } catch (RuntimeException thrown) {
                    done.completeExceptionally(thrown);
                }
            });
            served.add(done);
        }
        return CompletableFuture.allOf(served.toArray(CompletableFuture[]::new))
                .thenApply(all -> served.stream().map(CompletableFuture::join).toList());
    }
}
