package exercise;

import static interleave.grade.Check.learner;
import static interleave.grade.Check.requireEquals;

import interleave.grade.Points;
import interleave.schedule.ServiceException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The same contract with other numbers: an answer made for the shown ones alone is found out here. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HiddenPrizeTest {

    @Test
    @Order(1)
    @Points(2)
    @DisplayName("eleven times slower than the other server, and the goal is reached in the last attempt")
    void eleven() {
        var shared = new Others(33, 11, 6);

        requireEquals(
                100, learner(Prize.class).add(shared, shared.mail(), "grace", 1), "33, eleven times 6, and 1 are");
        requireEquals(1, shared.mails(), "These points reached the goal exactly, and so many mails were sent");
        requireEquals(100, shared.count(), "The count is");
    }

    @Test
    @Order(2)
    @Points(1)
    @DisplayName("a prize that was won before is not won again")
    void wonBefore() {
        var shared = new Others(100, 2, 50);

        requireEquals(201, learner(Prize.class).add(shared, shared.mail(), "grace", 1), "100, twice 50, and 1 are");
        requireEquals(0, shared.mails(), "The prize was won before, and so many mails were sent");
    }

    /** The counts of one name, which another server changes right after so many of the reads. */
    private static final class Others implements Counts {
        private final int points;
        private int count;
        private int comes;
        private int mails;
        private int refusals;

        Others(int count, int comes, int points) {
            this.count = count;
            this.comes = comes;
            this.points = points;
        }

        @Override
        public int read(String name) {
            int seen = count;
            count += comes-- > 0 ? points : 0;
            return seen;
        }

        @Override
        public void write(String name, int written) {
            count = written;
        }

        @Override
        public boolean replace(String name, int expected, int written) {
            if (expected != count) {
                if (++refusals > 50) {
                    throw new ServiceException("somebody else was faster, again");
                }
                return false;
            }
            count = written;
            return true;
        }

        Mail mail() {
            return name -> mails++;
        }

        int count() {
            return count;
        }

        int mails() {
            return mails;
        }
    }
}
