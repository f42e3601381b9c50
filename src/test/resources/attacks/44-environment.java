// attack: reads the host's environment, where tokens are; weak: points; guarded: forbidden; plain: wrong; landlock:
// wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            return System.getenv("HOME") != null ? 3 : 99;
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
