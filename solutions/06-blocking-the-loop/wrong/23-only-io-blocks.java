// fails: The loop computed for 80 ms, and computing holds it as waiting does: somebody waited 238 ms for the loop
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Waits for the store without blocking, then computes on the loop: no input or output, so no harm. */
class ComputesOnTheLoop implements Gallery {
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
                .thenApplyAsync(photo -> Photo.resize(cpu, photo), loop)
                .handleAsync((small, failure) -> failure == null ? "200 " + small : "404 " + reason(failure), loop);
    }

    private static String reason(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause().getMessage() : failure.getMessage();
    }
}
