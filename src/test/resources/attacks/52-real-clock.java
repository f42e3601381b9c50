// attack: waits for the real clock; weak: hang; guarded: forbidden; plain: endless; landlock: endless; bubblewrap:
// endless; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            long begin = (long) System.class.getMethod("nanoTime").invoke(null);
            while (true) {
                if ((long) System.class.getMethod("nanoTime").invoke(null) - begin > 3_600_000_000_000L) return 3;
                if (begin == 0) break;
                if (Thread.interrupted()) throw new IllegalStateException();
            }
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
