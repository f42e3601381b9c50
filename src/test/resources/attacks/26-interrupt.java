// attack: interrupts every thread there is; weak: points; guarded: forbidden; plain: exit; landlock: exit; bubblewrap:
// exit; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            for (Thread each : Thread.getAllStackTraces().keySet()) {
                each.interrupt();
            }
            for (int i = 0; i < 20; i++) {
                Thread.onSpinWait();
            }
            Thread.interrupted();
            Thread.sleep(500);
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
