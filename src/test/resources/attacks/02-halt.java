// attack: halts behind the woven calls, by reflection; weak: points; guarded: forbidden; plain: exit; landlock: exit;
// bubblewrap: exit; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            Runtime.class.getMethod("halt", int.class).invoke(Runtime.getRuntime(), 0);
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
