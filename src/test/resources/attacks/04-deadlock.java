// attack: waits for a thread that waits for it; weak: hang; guarded: deadlock; plain: deadlock; landlock: deadlock;
// bubblewrap: deadlock; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            var left = new ReentrantLock();
            var right = new ReentrantLock();
            var there = new CountDownLatch(2);
            Thread.ofPlatform().daemon().start(() -> {
                right.lock();
                there.countDown();
                try {
                    there.await();
                } catch (InterruptedException e) {
                }
                left.lock();
            });
            left.lock();
            there.countDown();
            there.await();
            right.lock();
            return 3;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            return 99;
        }
    }

    public List<Integer> doubled(List<Integer> numbers) {
        return null;
    }

    public int weighed(Scale scale) {
        return 99;
    }
}
