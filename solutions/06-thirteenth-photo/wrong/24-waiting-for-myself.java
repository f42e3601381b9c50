// fails: The loop waits for room, and only the loop could count somebody out: it waits for itself
import interleave.schedule.Cpu;
import interleave.schedule.Loop;
import interleave.schedule.Remote;

/** Waits at the door until somebody has left: but whoever leaves must pass the loop, which waits. */
class WaitsForRoom implements FullGallery {
    private final Map<Loop, Semaphore> doors = new ConcurrentHashMap<>();

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
        Semaphore door = doors.computeIfAbsent(loop, its -> new Semaphore(room));
        door.acquireUninterruptibly();
        return store.callAsync(name)
                .thenCompose(photo -> loop.executeBlocking(() -> Photo.resize(cpu, photo)))
                .handleAsync(
                        (small, failure) -> {
                            door.release();
                            return failure == null ? "200 " + small : "404 " + reason(failure);
                        },
                        loop);
    }

    private static String reason(Throwable failure) {
        return failure instanceof CompletionException ? failure.getCause().getMessage() : failure.getMessage();
    }
}
