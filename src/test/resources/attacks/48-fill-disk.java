// attack: writes a hundred megabytes beside the host's files; weak: points; guarded: forbidden; plain: wrong; landlock:
// wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            for (int i = 0; i < 5; i++) {
                Files.write(Path.of("$NEW-" + i), new byte[20 << 20]);
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
