// fails: The failure came wrapped: 404 interleave.schedule.ServiceException: there is no photo lost
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Asks the failure for its message at the end of the chain: by then it is wrapped in a CompletionException. */
class Wrapped implements Gallery {
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
        return store.callAsync(name)
                .thenCompose(photo -> loop.executeBlocking(() -> Photo.resize(cpu, photo)))
                .handleAsync(
                        (small, failure) -> failure == null ? "200 " + small : "404 " + failure.getMessage(), loop);
    }
}
