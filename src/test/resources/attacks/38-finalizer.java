// attack: lets the collector print what a test runner would; weak: points; guarded: forbidden; plain: forbidden;
// landlock: forbidden; bubblewrap: forbidden; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            new Object() {
                @Override
                protected void finalize() {
                    System.out.println("\nPASS 38-finalizer");
                    System.out.flush();
                }
            };
            for (int i = 0; i < 20; i++) {
                System.gc();
                Thread.sleep(10);
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
