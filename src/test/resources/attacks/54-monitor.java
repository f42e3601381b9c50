// attack: holds the lock of the loader that makes classes ready; weak: hang; guarded: forbidden; plain: endless;
// landlock: endless; bubblewrap: endless; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            synchronized (A.class.getClassLoader()) {
                synchronized (System.out) {
                    while (true) {
                        Thread.onSpinWait();
                        if (numbers.isEmpty()) break;
                    }
                }
            }
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
