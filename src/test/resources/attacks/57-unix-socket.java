// attack: speaks to another program of this machine by a socket that lies on the disk; weak: points; guarded:
// forbidden; plain: pass; landlock: wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try (var channel = (java.nio.channels.SocketChannel) java.nio.channels.SocketChannel.class
                .getMethod("open", SocketAddress.class)
                .invoke(null, UnixDomainSocketAddress.of("$SOCKET"))) {
            return channel.isConnected() ? 3 : 99;
        } catch (IOException | ReflectiveOperationException e) {
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
