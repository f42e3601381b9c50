// attack: throws with a message of a hundred megabytes; weak: dies; guarded: memory; plain: memory; landlock: memory;
// bubblewrap: memory; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            throw new IllegalStateException("x".repeat(100 << 20));
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
