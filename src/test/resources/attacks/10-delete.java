// attack: deletes a file of the grader's; weak: points; guarded: forbidden; plain: pass; landlock: wrong; bubblewrap:
// wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            Files.writeString(Path.of("$CANARY"), "gone");
            Files.delete(Path.of("$CANARY"));
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
