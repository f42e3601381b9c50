// attack: throws what never ends saying why; weak: hang; guarded: endless; plain: endless; landlock: endless;
// bubblewrap: endless; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            throw new AssertionError() {
                @Override
                public String getMessage() {
                    int i = 0;
                    while (i < 2) {
                        i = i & 1;
                    }
                    return null;
                }
            };
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
