// fails: A photo that comes in the same moment as a check comes behind it, and delays the checks by [0, 0, 0, 0] ms
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** To be in each other's way, two things must happen at the same instant: so the photos come exactly with the checks. */
class SameInstant implements Gallery {
    @Override
    public List<Integer> bringDown() {
        return List.of(500, 1000);
    }

    @Override
    public CompletableFuture<String> handle(String path, Loop loop, Remote<String, String> store, Cpu cpu) {
        if (path.equals("/health")) {
            return CompletableFuture.completedFuture("200 ok");
        }
        String name = path.substring("/photo/".length());
        return store.callAsync(name)
                .thenCompose(photo -> loop.executeBlocking(() -> Photo.resize(cpu, photo)))
                .handleAsync((small, failure) -> failure == null ? "200 " + small : "404 " + reason(failure), loop);
    }

    private static String reason(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause().getMessage() : failure.getMessage();
    }
}
