package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CheckTest {

    @Test
    @DisplayName("a claim that holds is said again")
    void holds() {
        assertEquals("Holds here: two is more than one.", Check.that("two is more than one", true));
    }

    @Test
    @DisplayName(
            "a claim that does not hold throws on the calling thread, with the claim, the machine and what to suspect")
    void doesNotHold() {
        AssertionError error = assertThrows(AssertionError.class, () -> Check.that("one is more than two", false));

        assertTrue(error.getMessage().startsWith("This did not hold: one is more than two."), error.getMessage());
        assertTrue(error.getMessage().contains("Machine: " + Machine.here().line()), error.getMessage());
    }

    @Test
    @DisplayName("a claim that holds while something failed in the background does not pass: it names what failed")
    void background() {
        var failures = List.<Throwable>of(new IllegalStateException("friend 2 is down"), new RuntimeException("b"));

        AssertionError error =
                assertThrows(AssertionError.class, () -> Check.that("two is more than one", true, failures));

        assertTrue(error.getMessage().contains("This held: two is more than one."), error.getMessage());
        assertTrue(error.getMessage().contains("friend 2 is down, and 1 more"), error.getMessage());
        assertEquals(failures, List.of(error.getSuppressed()));
    }

    @Test
    @DisplayName("on one core the suspicion is the shared core, on more it is the neighbour or the step that waits")
    void suspicion() {
        assertTrue(Check.suspect(new Machine(1, 1, 512, "25")).contains("one core"));
        assertTrue(Check.suspect(new Machine(2, 1, 512, "25")).contains("look for the step that waits"));
    }
}
