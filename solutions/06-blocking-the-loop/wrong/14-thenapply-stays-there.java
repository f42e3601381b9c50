// fails: The answer to /photo/cat came on another thread than the loop's
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Takes for granted that what follows runs where handle was called: it runs where the store's answer arrives. */
class StaysThere implements Gallery {
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
                .thenApply(photo -> Photo.resize(cpu, photo))
                .handle((small, failure) -> failure == null ? "200 " + small : "404 " + reason(failure));
    }

    private static String reason(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause().getMessage() : failure.getMessage();
    }
}
