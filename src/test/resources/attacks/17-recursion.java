// attack: calls itself without end; weak: dies; guarded: stack; plain: stack; landlock: stack; bubblewrap: stack; test:
// three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            return of(numbers);
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
