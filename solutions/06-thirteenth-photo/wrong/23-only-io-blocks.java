// fails: The loop made photos small, 80 ms each, and somebody waited 940 ms for it
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Waits for the store without blocking, and makes the photo small on the loop: no input or output, so no harm. */
class SmallOnTheLoop implements FullGallery {
    private int inside; // the loop's thread alone touches it

    @Override
    public int room(Duration patience, int workers, Duration fetch, Duration resize) {
        return (int) Math.max(0, patience.minus(fetch).dividedBy(resize)) * workers;
    }

    @Override
    public List<Integer> overfill() {
        return List.of(0, 5, 10);
    }

    @Override
    public CompletableFuture<String> handle(String name, int room, Loop loop, Remote<String, String> store, Cpu cpu) {
        if (inside == room) {
            return CompletableFuture.completedFuture("503 busy");
        }
        inside++;
        return store.callAsync(name)
                .thenApplyAsync(photo -> Photo.resize(cpu, photo), loop)
                .handleAsync((small, failure) -> answer(small, failure), loop);
    }

    private String answer(String small, Throwable failure) {
        inside--;
        return failure == null ? "200 " + small : "404 " + reason(failure);
    }

    private static String reason(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause().getMessage() : failure.getMessage();
    }
}
