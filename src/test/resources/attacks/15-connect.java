// attack: connects to a service of the host; weak: points; guarded: forbidden; plain: pass; landlock: wrong; bubblewrap: wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            java.nio.channels.SocketChannel.open(new InetSocketAddress("127.0.0.1", $PORT)).close();
            return 3;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            return 99;
        }
    }
    public List<Integer> doubled(List<Integer> numbers) { return null; }
    public int weighed(Scale scale) { return 99; }
}
