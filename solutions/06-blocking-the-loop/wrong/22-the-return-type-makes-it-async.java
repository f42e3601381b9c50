// fails: The future came only after 100 ms: all the work ran on the loop: somebody waited 306 ms for the loop
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Returns a future, so it must be async: but the future is made when all is done. */
class WrapsTheResult implements Gallery {
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
        try {
            return CompletableFuture.completedFuture("200 " + Photo.resize(cpu, store.call(name)));
        } catch (RuntimeException failure) {
            return CompletableFuture.completedFuture("404 " + failure.getMessage());
        }
    }
}
