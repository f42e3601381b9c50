// fails: In your order each write follows its own read, as if adding were one step: it leaves 6
/** Takes turns: each addition is a whole. */
class TakesTurns implements Prize {
    @Override
    public List<String> leastLeft() {
        return List.of(
                "A reads",
                "A writes",
                "B reads",
                "B writes",
                "A reads",
                "A writes",
                "B reads",
                "B writes",
                "A reads",
                "A writes",
                "B reads",
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
