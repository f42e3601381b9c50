// attack: aborts the test as JUnit would; weak: points; guarded: forbidden; plain: wrong; landlock: wrong; bubblewrap:
// wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            throw (RuntimeException) Class.forName("org.opentest4j.TestAbortedException")
                    .getConstructor(String.class)
                    .newInstance("skipped");
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
