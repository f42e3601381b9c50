// fails: Nobody was sent away: 20 photos went to the worker lane, and the last visitor waited 820 ms
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** There are two workers, so no more than two photos can come in: but there is a queue before them. */
class TheLaneWillDoIt implements FullGallery {
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
        return store.callAsync(name)
                .thenCompose(photo -> loop.executeBlocking(() -> Photo.resize(cpu, photo)))
                .handleAsync((small, failure) -> failure == null ? "200 " + small : "404 " + reason(failure), loop);
    }

    private static String reason(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause().getMessage() : failure.getMessage();
    }
}
