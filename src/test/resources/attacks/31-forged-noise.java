// attack: writes nonsense on the line to the host; weak: dies; guarded: forbidden; plain: forbidden; landlock:
// forbidden; bubblewrap: forbidden; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            var told = Class.forName("interleave.guest.answer.AnswerExit").getDeclaredField("told");
            told.setAccessible(true);
            var channel = Class.forName("interleave.link.Link").getDeclaredField("channel");
            channel.setAccessible(true);
            ((java.nio.channels.SocketChannel) channel.get(told.get(null)))
                    .write(java.nio.ByteBuffer.wrap(new byte[] {0x7f, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
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
