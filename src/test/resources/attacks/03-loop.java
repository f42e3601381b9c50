// attack: never comes to an end; weak: hang; guarded: endless; plain: endless; landlock: endless; bubblewrap: endless;
// test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            while (numbers.size() == 2) {}
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
