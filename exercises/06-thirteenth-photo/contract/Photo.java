package exercise;

import interleave.schedule.Cpu;
import java.time.Duration;

/** What a gallery does with a photo. */
public final class Photo {

    private Photo() {}

    /** Makes a photo small, on the thread that calls it: that thread computes for 80 ms, it does not wait. */
    public static String resize(Cpu cpu, String photo) {
        cpu.work(Duration.ofMillis(80));
        return "small " + photo;
    }
}
