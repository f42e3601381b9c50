// fails: The other server's points are gone: it wrote between your read and your write
/** Locks out all threads of this server; the other server has never heard of the lock. */
class OwnLock implements Prize {
    @Override
    public List<String> leastLeft() {
        return List.of(
                "A reads",
                "B reads",
                "B writes",
                "B reads",
                "B writes",
                "A writes",
                "B reads",
                "A reads",
                "A writes",
                "A reads",
                "A writes",
                "B writes");
    }

    @Override
    public int add(Counts counts, Mail mail, String name, int points) {
        synchronized (this) {
            int before = counts.read(name);
            int after = before + points;
            counts.write(name, after);
            if (before < GOAL && after >= GOAL) {
                mail.send(name);
            }
            return after;
        }
    }
}
