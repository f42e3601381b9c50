// attack: does not come to an end while its class is made ready; weak: hang; guarded: endless; plain: endless;
// landlock: endless; bubblewrap: endless; test: three
class A implements Sum {
    static class Slow {
        static int X = slow();

        static int slow() {
            int i = 0;
            while (i < 2) {
                i = i & 1;
            }
            return i;
        }
    }

    public int of(List<Integer> numbers) {
        try {
            return Slow.X;
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
