// fails: For one prize 4 mails were sent: what is tried again is done again
/** Sends the mail before it knows whether the points are in. */
class MailFirst implements Prize {
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
            if (before < GOAL && after >= GOAL) {
                mail.send(name);
            }
            if (counts.replace(name, before, after)) {
                return after;
            }
        }
    }
}
