// attack: switches the scheduler's fuel off, and goes on for ever; weak: hang; guarded: forbidden; plain: wrong;
// landlock: wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            var current = Class.forName("interleave.schedule.inside.Inside")
                    .getMethod("current")
                    .invoke(null);
            if (current == null) {
                while (true) {
                    Thread.onSpinWait();
                }
            }
            var turns = current.getClass().getDeclaredField("turns");
            turns.setAccessible(true);
            turns.setLong(current, Long.MAX_VALUE);
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
