package interleave.schedule.search;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Random orders, for programs that have too many: the same seed gives the same ones. */
public final class RandomSearch implements Search {
    private final SplittableRandom seeds;
    private int left;

    /**
     * @param runs how many, {@code >= 0}
     * @param seed whatever you like
     */
    public RandomSearch(int runs, long seed) {
        this.left = runs;
        this.seeds = new SplittableRandom(seed);
    }

    @Override
    public Optional<Work> next() {
        return left-- > 0 ? Optional.of(new Work(Schedule.random(seeds.nextLong()), 0, List.of())) : Optional.empty();
    }

    @Override
    public void ran(Work work, Trace trace) {}

    @Override
    public boolean complete() {
        return false;
    }
}
