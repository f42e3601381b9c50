// fails: At most 2 of 8 photos were fetched at once, and 2 of 2 cores worked: it took 400 ms
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Sends everything that takes long to the workers, who then wait for the store instead of working. */
class WorkersWait implements Gallery {
    @Override
    public List<Integer> bringDown() {
        return List.of(450, 950);
    }

    @Override
    public CompletableFuture<String> handle(String path, Loop loop, Remote<String, String> store, Cpu cpu) {
        if (path.equals("/health")) {
            return CompletableFuture.completedFuture("200 ok");
        }
        String name = path.substring("/photo/".length());
        return loop.executeBlocking(() -> Photo.resize(cpu, store.call(name)))
                .handleAsync((small, failure) -> failure == null ? "200 " + small : "404 " + reason(failure), loop);
    }

    private static String reason(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause().getMessage() : failure.getMessage();
    }
}
