// fails: It tried again and again with the number that it had read before
/** Begins again with the replace, and not with the read. */
class TheSameAgain implements Prize {
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
        int before = counts.read(name);
        boolean done = false;
        while (!done) {
            done = counts.replace(name, before, before + points);
        }
        if (before < GOAL && before + points >= GOAL) {
            mail.send(name);
        }
        return before + points;
    }
}
