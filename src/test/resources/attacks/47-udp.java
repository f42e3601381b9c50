// attack: sends a datagram to the host, by a socket made by reflection; weak: points; guarded: forbidden; plain: pass;
// landlock: wrong; bubblewrap:
// wrong; test: three
class A implements Sum {
    public int of(List<Integer> numbers) {
        try {
            try (var socket = DatagramSocket.class.getConstructor().newInstance()) {
                socket.connect(InetAddress.getByName("127.0.0.1"), $PORT);
                for (int i = 0; i < 3; i++) {
                    socket.send(new DatagramPacket(new byte[1], 1));
                }
            }
            return 3;
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
