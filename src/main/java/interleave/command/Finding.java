package interleave.command;

/**
 * One line of {@code doctor}: what this machine has, what that means for the lessons, and what to do about it.
 *
 * @param subject what was looked at, one or two words
 * @param verdict whether something must be done
 * @param found what is there, with units
 * @param meaning what a learner, a workshop or a grader will see because of it
 * @param remedy what to do; empty exactly when nothing needs doing
 */
record Finding(String subject, Verdict verdict, String found, String meaning, String remedy) {
    enum Verdict {
        /** Nothing to do. */
        FINE,
        /** Everything runs, something looks different from the text of the lessons. */
        NOTE,
        /** Something of ours will not run. */
        BROKEN
    }

    Finding {
        if ((verdict == Verdict.FINE) != remedy.isEmpty()) {
            throw new IllegalArgumentException(subject + ": a remedy belongs to a note or a break, and only there");
        }
    }

    static Finding fine(String subject, String found, String meaning) {
        return new Finding(subject, Verdict.FINE, found, meaning, "");
    }

    static Finding note(String subject, String found, String meaning, String remedy) {
        return new Finding(subject, Verdict.NOTE, found, meaning, remedy);
    }

    static Finding broken(String subject, String found, String meaning, String remedy) {
        return new Finding(subject, Verdict.BROKEN, found, meaning, remedy);
    }
}
