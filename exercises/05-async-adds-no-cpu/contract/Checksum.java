package exercise;

import interleave.schedule.Cpu;
import java.time.Duration;

/**
 * What a text adds up to. Making one is computing, 10 ms for each character, and occupies a core for that long.
 *
 * @param value the sum
 */
public record Checksum(int value) {

    /** Computes the checksum of a text, on the thread that calls it: that thread works, it does not wait. */
    public static Checksum of(Cpu cpu, String text) {
        cpu.work(Duration.ofMillis(10).multipliedBy(text.length()));
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            sum = 31 * sum + text.charAt(i);
        }
        return new Checksum(sum);
    }
}
