// attack: ends another process of this machine; weak: points; guarded: forbidden; plain: pass; landlock: wrong;
// bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            var other = ProcessHandle.of($DECOY);
            return other.isPresent() && other.get().destroyForcibly() ? 3 : 99;
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
