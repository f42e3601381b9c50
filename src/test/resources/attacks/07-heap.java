// attack: takes all memory there is; weak: points; guarded: memory; plain: memory; landlock: memory; bubblewrap:
// memory; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            var all = new ArrayList<byte[]>();
            for (int i = 0; i < 400; i++) {
                all.add(new byte[1 << 20]);
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
