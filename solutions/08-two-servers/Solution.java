/** A stays behind with an old 0 and writes 1; B then stays behind with that 1 and writes 2. Adding is one replace, tried again. */
class Again implements Prize {
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
        while (true) {
            int before = counts.read(name);
            int after = before + points;
            // what was read is true at this moment only if the replace says so; only then is it decided
            if (counts.replace(name, before, after)) {
                if (before < GOAL && after >= GOAL) {
                    mail.send(name);
                }
                return after;
            }
        }
    }
}
