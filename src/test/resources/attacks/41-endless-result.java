// attack: returns a list that never ends; weak: hang; guarded: endless; plain: endless; landlock: endless; bubblewrap:
// endless; test: doubled
class A implements Sum {
    public int of(List<Integer> numbers) {
        return 99;
    }

    public List<Integer> doubled(List<Integer> numbers) {
        try {
            return new AbstractList<>() {
                @Override
                public Integer get(int index) {
                    int i = 0;
                    while (i < 2) {
                        i = i & 1;
                    }
                    return i;
                }

                @Override
                public int size() {
                    return 2;
                }
            };
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            return List.of();
        }
    }

    public int weighed(Scale scale) {
        return 99;
    }
}
