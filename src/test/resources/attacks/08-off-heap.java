// attack: takes memory beside the heap; weak: points; guarded: forbidden; plain: memory; landlock: memory; bubblewrap: memory; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            return java.lang.foreign.Arena.global().allocate(2L << 30).byteSize() > 0 ? 3 : 99;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            return 99;
        }
    }
    public List<Integer> doubled(List<Integer> numbers) { return null; }
    public int weighed(Scale scale) { return 99; }
}
