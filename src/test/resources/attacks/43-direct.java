// attack: takes memory through buffers; weak: points; guarded: forbidden; plain: forbidden; landlock: forbidden;
// bubblewrap: forbidden; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            return java.nio.ByteBuffer.allocateDirect(200 << 20).capacity() > 0 ? 3 : 99;
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
