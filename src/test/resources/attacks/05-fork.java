// attack: starts processes, by reflection, for by name it is refused; weak: points; guarded: forbidden; plain: pass;
// landlock: wrong; bubblewrap: pass; test:
// three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            for (int i = 0; i < 3; i++) {
                ProcessBuilder.class.getMethod("start").invoke(new ProcessBuilder("/bin/sleep", "1"));
            }
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
