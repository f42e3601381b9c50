package interleave.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers under one name, collected while a lesson runs: one line of a {@link Figure}.
 *
 * <p>Unlike a list, it may be filled by many threads at once, as calls end; unlike an {@link Experiment}, it measures nothing itself.
 *
 * <pre>{@code
 * var measured = new Series("measured");
 * var model = new Series("model: bound / 20 ms, up to the pool of 10");
 * for (int bound : new int[] {1, 2, 5, 10, 20}) {
 *     measured.add(bound, Math.min(bound, 10) * 48.0);   // a measurement in its place
 *     model.add(bound, Math.min(bound, 10) / 0.020);
 * }
 * Figure.lines("Throughput by bound", "calls in flight at most", "calls per second", measured, model)
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public final class Series {

    /** A point: where across, and how far up. */
    record Point(double x, double y) {}

    private final String name;
    private final List<Point> points = new ArrayList<>();

    /**
     * @param name what its line is called in a figure; short, for it stands beside the line
     */
    public Series(String name) {
        this.name = name;
    }

    /**
     * Adds a point.
     *
     * @throws IllegalArgumentException if one of the two is no finite number; the message names both
     */
    public synchronized void add(double x, double y) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a point needs two finite numbers, “" + name + "” got " + x + ", " + y);
        }
        points.add(new Point(x, y));
    }

    /** Adds a time as the next value, in milliseconds; its place is its number, from 1. */
    public synchronized void add(Duration time) {
        add(points.size() + 1, time.toNanos() / 1e6);
    }

    /** What its line is called. */
    public String name() {
        return name;
    }

    /** How many points it has. */
    public synchronized int size() {
        return points.size();
    }

    /** The points from left to right; those at one place in the order in which they were added. */
    synchronized List<Point> points() {
        List<Point> sorted = new ArrayList<>(points);
        sorted.sort((a, b) -> Double.compare(a.x, b.x));
        return sorted;
    }

    /** The values alone, ascending. */
    synchronized double[] values() {
        return points.stream().mapToDouble(Point::y).sorted().toArray();
    }

    @Override
    public String toString() {
        return name + ", " + (size() == 1 ? "1 point" : Numbers.whole(size()) + " points");
    }
}
