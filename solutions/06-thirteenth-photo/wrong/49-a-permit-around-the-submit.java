// fails: 24 visitors were sent away from a gallery in which nobody was left: who failed was never counted out
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Counts out whoever gets a photo: after twelve failures the gallery is full for ever. */
class OnlyWhoSucceeds implements FullGallery {
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
        if (failure != null) {
            return "404 " + reason(failure);
        }
        inside--;
        return "200 " + small;
    }

    private static String reason(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause().getMessage() : failure.getMessage();
    }
}
