// attack: reads the memory of its process; weak: points; guarded: forbidden; plain: pass; landlock: wrong; bubblewrap:
// pass; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
                if (line.contains("[heap]")) {
                    try (var memory = new RandomAccessFile("/proc/self/mem", "r")) {
                        memory.seek(Long.parseLong(line.substring(0, line.indexOf('-')), 16));
                        return memory.read() >= 0 ? 3 : 99;
                    }
                }
            }
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
