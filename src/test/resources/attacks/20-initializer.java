// attack: fails before it begins; weak: dies; guarded: wrong; plain: wrong; landlock: wrong; bubblewrap: wrong; test:
// three
class A implements Sum {
    static int X = 1 / Integer.parseInt("0");

    public int of(List<Integer> numbers) {
        try {
            return X;
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
