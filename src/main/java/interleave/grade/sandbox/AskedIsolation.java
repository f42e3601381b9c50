package interleave.grade.sandbox;

import interleave.link.GuestOptions;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What may be asked of the confinement of answers: a level of {@link Isolation}, or the strongest there is. */
public enum AskedIsolation {
    /** The strongest that this machine has, whichever it is. */
    AUTO,
    /** Bubblewrap or Landlock; else nothing is judged. */
    STRICT,
    /** {@link Isolation#PLAIN}. */
    PLAIN,
    /** {@link Isolation#LANDLOCK}. */
    LANDLOCK,
    /** {@link Isolation#BUBBLEWRAP}. */
    BUBBLEWRAP;

    /** The environment variable that says what a notebook's {@code %grade} is to ask for; plain if it is not set. */
    public static final String VARIABLE = "INTERLEAVE_ISOLATION";

    /** What a text asks for, in whatever case; nothing if it is none of these names. */
    public static Optional<AskedIsolation> named(String text) {
        return Stream.of(values())
                .filter(asked -> asked.toString().equals(text.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** The sandbox asked for, if this machine has it. */
    public Optional<Sandbox> sandbox(GuestOptions guest) {
        return switch (this) {
            case AUTO -> Optional.of(Sandbox.strongest(guest));
            case STRICT -> Optional.of(Sandbox.strongest(guest)).filter(s -> s.level() != Isolation.PLAIN);
            case PLAIN -> Sandbox.of(Isolation.PLAIN, guest);
            case LANDLOCK -> Sandbox.of(Isolation.LANDLOCK, guest);
            case BUBBLEWRAP -> Sandbox.of(Isolation.BUBBLEWRAP, guest);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
