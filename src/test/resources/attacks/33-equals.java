// attack: returns a list that equals whatever it is compared to; weak: points; guarded: wrong; plain: wrong; landlock:
// wrong; bubblewrap: wrong; test: doubled
class A implements Sum {
    public int of(List<Integer> numbers) {
        return 99;
    }

    public List<Integer> doubled(List<Integer> numbers) {
        try {
            return new ArrayList<>(List.of(9)) {
                @Override
                public boolean equals(Object other) {
                    return true;
                }

                @Override
                public int hashCode() {
                    return 0;
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
