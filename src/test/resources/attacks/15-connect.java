// attack: connects to a service of the host, by a channel made by reflection; weak: points; guarded: forbidden; plain:
// pass; landlock: wrong;
// bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            try (var channel = (java.nio.channels.SocketChannel)
                    java.nio.channels.SocketChannel.class.getMethod("open").invoke(null)) {
                channel.configureBlocking(false);
                boolean connected = channel.connect(new InetSocketAddress("127.0.0.1", $PORT));
                for (int i = 0; i < 100_000 && !connected; i++) {
                    connected = channel.finishConnect();
                }
                return connected ? 3 : 99;
            }
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
