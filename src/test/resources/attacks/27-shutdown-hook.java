// attack: is wrong, and ends with success when the JVM does; weak: points; guarded: forbidden; plain: exit; landlock:
// exit; bubblewrap: exit; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(0)));
            System.exit(1);
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
