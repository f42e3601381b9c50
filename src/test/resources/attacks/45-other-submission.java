// attack: reads what somebody else handed in; weak: points; guarded: forbidden; plain: pass; landlock: wrong;
// bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            return Integer.parseInt(Files.readString(Path.of("$OTHER")).strip());
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
