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
 * A server of photos on an event loop: one thread hands every request to {@link #handle}, one after another.
 *
 * <p>Two paths: {@code /health}, which a load balancer asks all the time, and {@code /photo/NAME}, a photo made small.
 */
public interface Gallery {

    /**
     * The order that breaks a gallery which makes its photos small on the loop: when to ask for two of them.
     *
     * <p>In that gallery each photo holds the loop for 300 ms from the moment at which the loop comes to it. The balancer asks for {@code /health} at 500, 1000, 1500 and 2000 ms.
     * A check that has not been answered after 200 ms has failed; after two failures in a row the instance is taken out. A check that comes in the
     * same millisecond as a photo comes before it.
     *
     * @return two moments, in milliseconds from the beginning, after which the instance is taken out
     */
    List<Integer> bringDown();

    /**
     * Answers one request. Called on the loop's thread, which has everybody else to serve too.
     *
     * <p>{@code /health} is answered {@code 200 ok}. For {@code /photo/NAME} the store is asked for NAME, which is a wait of some 20 ms; the photo is then made small
     * by {@link Photo#resize}, which is work of 80 ms; the answer is {@code 200} and the small photo, or {@code 404} and the store's own message when it has no
     * such photo.
     *
     * <p>The future is completed on the loop's thread, for what follows there writes to the visitor's connection, and connections belong to the loop.
     *
     * @param path what is asked for
     * @param loop on whose thread this is called; it has as many workers as the machine has cores
     * @param store answers a photo's name with the photo: {@code call} waits for it, {@code callAsync} returns a future
     * @param cpu the machine, for {@link Photo#resize}
     */
    CompletableFuture<String> handle(String path, Loop loop, Remote<String, String> store, Cpu cpu);

    /** Not yours to write: lets visitors come when they come, as the grader does. */
    default CompletableFuture<List<Served>> serve(
            List<Visit> visits, Loop loop, Remote<String, String> store, Cpu cpu, Clock clock) {
        Duration start = clock.now();
        List<CompletableFuture<Served>> served = new ArrayList<>();
        for (Visit visit : visits) {
            Duration due = start.plus(visit.at());
            LockSupport.parkNanos(due.minus(clock.now()).toNanos());
            CompletableFuture<Served> done = new CompletableFuture<>();
            loop.execute(() -> {
                try {
                    handle(visit.path(), loop, store, cpu).whenComplete((answer, failure) -> {
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
