// fails: The loop stood still for 20 ms until the store had answered: somebody waited 19 ms for the loop
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Waits for the store in the handler: 20 ms are nothing to the visitor who asked. */
class WaitsForTheStore implements Gallery {
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
        String photo;
        try {
            photo = store.call(name);
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture("404 " + failure.getMessage());
        }
        return loop.executeBlocking(() -> Photo.resize(cpu, photo)).thenApply(small -> "200 " + small);
    }
}
