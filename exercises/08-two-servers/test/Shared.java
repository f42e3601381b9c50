package exercise;

import interleave.schedule.ServiceException;
import java.util.ArrayList;
import java.util.List;

/** The counts of one name, and the mails about it, with another server that comes in between as often as it is told to. */
final class Shared implements Counts {
    private static final int PATIENCE = 20;

    private final int others;
    private int count;
    private int comes;
    private int seen = -1;
    private int refusals;
    private final List<String> mails = new ArrayList<>();
    boolean lostTheirs;
    boolean refused;
    boolean triesTheSame;

    /**
     * Counts that another server changes.
     *
     * @param count at first
     * @param comes how often the other server adds its points right after a read
     * @param others points that it adds each time
     */
    Shared(int count, int comes, int others) {
        this.count = count;
        this.comes = comes;
        this.others = others;
    }

    @Override
    public int read(String name) {
        seen = count;
        if (comes > 0) {
            comes--;
            count += others;
        }
        return seen;
    }

    @Override
    public void write(String name, int written) {
        lostTheirs |= seen != count;
        count = written;
    }

    @Override
    public boolean replace(String name, int expected, int written) {
        if (expected != count) {
            refused = true;
            if (++refusals > PATIENCE) {
                triesTheSame = true;
                throw new ServiceException("somebody else was faster, again");
            }
            return false;
        }
        refused = false;
        count = written;
        return true;
    }

    /** Where mails are sent to be counted. */
    Mail mail() {
        return mails::add;
    }

    int count() {
        return count;
    }

    int mails() {
        return mails.size();
    }
}
