// fails: Of 12 photos at once the last is answered after 500 ms, with 2 workers and 490 ms of patience
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** The worker lane is bounded, so it is fast enough: what comes before it takes no time. */
class NoTimeForTheStore implements FullGallery {
    private int inside; // the loop's thread alone touches it

    @Override
    public int room(Duration patience, int workers, Duration fetch, Duration resize) {
        return (int) Math.max(0, patience.dividedBy(resize)) * workers;
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
                .thenCompose(photo -> loop.executeBlocking(() -> Photo.resize(cpu, photo)))
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
