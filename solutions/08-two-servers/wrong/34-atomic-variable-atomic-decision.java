// fails: A second mail for one prize: it was decided with a number that was old by then
/** Adds atomically, and decides by what it read before that. */
class OldDecision implements Prize {
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
        boolean wins = counts.read(name) < GOAL;
        while (true) {
            int before = counts.read(name);
            int after = before + points;
            if (counts.replace(name, before, after)) {
                if (wins && after >= GOAL) {
                    mail.send(name);
                }
                return after;
            }
        }
    }
}
