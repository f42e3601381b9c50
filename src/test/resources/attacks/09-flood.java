// attack: prints a gigabyte; weak: points; guarded: flood; plain: flood; landlock: flood; bubblewrap: flood; test:
// three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            for (int i = 0; i < 3_000; i++) {
                System.out.println("x".repeat(1000));
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
