// attack: is right, and leaves a process behind, started by reflection; weak: points; guarded: forbidden; plain: pass;
// landlock: wrong;
// bubblewrap: pass; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            ProcessBuilder.class.getMethod("start").invoke(new ProcessBuilder("/bin/sleep", "$SECONDS"));
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
