package exercise;

import interleave.schedule.Cpu;
import interleave.schedule.Remote;
import java.time.Duration;
import java.util.List;

/**
 * Fetches files and computes the checksum of each: first a wait, then work.
 *
 * <p>Fetching waits for a server, on no core; any number of files may be on their way at once. Computing needs a core, and the machine has {@code
 * cpu.cores()} of them.
 */
public interface Checksums {

    /**
     * How long {@link #all} will take: the model, in your own words of Java.
     *
     * @param files how many, all of the same length, {@code >= 0}
     * @param cores of the machine, {@code >= 1}
     * @param fetch how long each file is on its way
     * @param compute how long a core computes one checksum
     */
    Duration predict(int files, int cores, Duration fetch, Duration compute);

    /**
     * The checksums of some files, in the order of their names.
     *
     * <p>Every file is asked for at once. A checksum is begun as soon as its file is there and a core is free, on no more threads than the machine has
     * cores: whoever else has work on this machine finds no crowd before the cores.
     *
     * @param names of the files
     * @param server answers a name with the file's text; {@code call} waits for it, {@code callAsync} returns a future
     * @param cpu the machine, for {@link Checksum#of}
     */
    List<Checksum> all(List<String> names, Remote<String, String> server, Cpu cpu);
}
