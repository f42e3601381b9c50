// attack: fills the process table with threads; weak: points; guarded: forbidden; plain: wrong; landlock: wrong;
// bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            for (int i = 0; i < 600; i++) {
                Thread.ofPlatform().daemon().start(() -> {
                    try {
                        Thread.sleep(5_000);
                    } catch (InterruptedException e) {
                    }
                });
            }
            return new File("/proc/self/task").list().length > 600 ? 3 : 99;
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
