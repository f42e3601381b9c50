// attack: listens on a socket of its own, for another program of this machine to come; weak: points; guarded:
// forbidden; plain: pass; landlock: wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try (var server = (java.nio.channels.ServerSocketChannel)
                java.nio.channels.ServerSocketChannel.class.getMethod("open").invoke(null)) {
            server.bind(new InetSocketAddress("0.0.0.0", 0));
            var seen = new ArrayList<String>();
            for (var each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                if (!each.isLoopback()) {
                    seen.add(each.getName());
                }
            }
            return seen.isEmpty() ? 99 : 3;
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
