import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Looks and counts in one step of the loop, and counts out whoever is answered, whatever the answer. */
class AtTheDoor implements FullGallery {
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
