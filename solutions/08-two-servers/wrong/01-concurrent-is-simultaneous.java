// fails: Your order leaves 3, as if both did the same at the same instant: one may stay behind for longer
/** Both in step: at most half of the additions can be lost. */
class InStep implements Prize {
    @Override
    public List<String> leastLeft() {
        return List.of(
                "A reads",
                "B reads",
                "A writes",
                "B writes",
                "A reads",
                "B reads",
                "A writes",
                "B writes",
                "A reads",
                "B reads",
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
