// fails: The loop waits for a result that only the loop can hand over, so it waits for itself
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Waits on the loop for a result that only the loop can hand over. */
class Joins implements Gallery {
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
        String small = loop.executeBlocking(() -> Photo.resize(cpu, photo)).join();
        return CompletableFuture.completedFuture("200 " + small);
    }
}
