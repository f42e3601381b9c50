// attack: attaches to its own JVM and loads an agent; weak: points; guarded: forbidden; plain: wrong; landlock: wrong;
// bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            var me = Long.toString(ProcessHandle.current().pid());
            return Class.forName("com.sun.tools.attach.VirtualMachine")
                                    .getMethod("attach", String.class)
                                    .invoke(null, me)
                            != null
                    ? 3
                    : 99;
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
