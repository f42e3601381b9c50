// attack: fills the line to the host with frames that nobody asked for; weak: dies; guarded: forbidden; plain:
// forbidden; landlock: forbidden; bubblewrap: forbidden; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            var told = Class.forName("interleave.guest.answer.AnswerExit").getDeclaredField("told");
            told.setAccessible(true);
            var kind = Class.forName("interleave.link.Kind");
            var frame = Class.forName("interleave.link.Frame");
            var send = told.get(null).getClass().getMethod("send", frame);
            for (int id = 0; id < 10_000; id++) {
                send.invoke(
                        told.get(null),
                        frame.getConstructors()[0].newInstance(
                                kind.getField("EVENT").get(null), id, "x".repeat(100_000)));
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
