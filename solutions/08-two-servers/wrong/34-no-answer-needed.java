// fails: The replace said that somebody was faster, and the answer went on as if it had been its own
/** Uses the atomic operation, and does not look at what it says. */
class DoesNotLook implements Prize {
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
        int after = before + points;
        boolean ignored = counts.replace(name, before, after);
        if (before < GOAL && after >= GOAL) {
            mail.send(name);
        }
        return after;
    }
}
