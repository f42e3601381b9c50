// attack: sleeps where virtual time does not see it; weak: hang; guarded: forbidden; plain: forbidden; landlock:
// forbidden; bubblewrap: forbidden; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            Thread.class.getMethod("sleep", long.class).invoke(null, 3_600_000L);
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
