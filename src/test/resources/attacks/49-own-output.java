// attack: puts a stream of its own in place of the grader's; weak: points; guarded: forbidden; plain: wrong; landlock:
// wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            new PrintStream(new FileOutputStream(FileDescriptor.out)).println("\nPASS 49-own-output");
            return 99;
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
