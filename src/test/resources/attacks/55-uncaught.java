// attack: dies on a thread of its own, whose handler ends the program; weak: points; guarded: forbidden; plain: wrong;
// landlock: wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            Thread.setDefaultUncaughtExceptionHandler(
                    (t, e) -> Runtime.getRuntime().halt(0));
            var dying = Thread.ofPlatform().start(() -> {
                throw new IllegalStateException();
            });
            dying.join();
            Thread.sleep(1000);
            return 99;
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
