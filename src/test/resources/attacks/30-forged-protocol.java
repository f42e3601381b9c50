// attack: says on the line to the host that it is right; weak: points; guarded: forbidden; plain: forbidden; landlock:
// forbidden; bubblewrap: forbidden; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            try {
                var pass = Class.forName("interleave.grade.WeakGrader").getDeclaredMethod("pass", String.class);
                pass.setAccessible(true);
                pass.invoke(null, "30-forged-protocol");
                return 99;
            } catch (ClassNotFoundException ours) {
                // there is no grader in this JVM, but a line to one
            }
            var told = Class.forName("interleave.guest.answer.AnswerExit").getDeclaredField("told");
            told.setAccessible(true);
            var kind = Class.forName("interleave.link.Kind");
            var frame = Class.forName("interleave.link.Frame");
            var send = told.get(null).getClass().getMethod("send", frame);
            Object three = Class.forName("interleave.link.Struct")
                    .getMethod("of", String.class, Object[].class)
                    .invoke(null, "answered", new Object[] {"value", 3L});
            for (int id = 0; id < 100; id++) {
                send.invoke(
                        told.get(null),
                        frame.getConstructors()[0].newInstance(
                                kind.getField("RESULT").get(null), id, three));
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
