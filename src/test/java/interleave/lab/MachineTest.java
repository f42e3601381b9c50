package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MachineTest {

    @Test
    @DisplayName("the line of this machine names its cores, its common pool, its heap and its JDK")
    void here() {
        Machine here = Machine.here();

        assertEquals(Runtime.getRuntime().availableProcessors(), here.cores());
        assertEquals(ForkJoinPool.commonPool().getParallelism(), here.commonPool());
        assertTrue(here.line().endsWith("JDK " + System.getProperty("java.version")), here.line());
        assertFalse(here.line().contains("\n"), "it is one line");
    }

    @Test
    @DisplayName(
            "on one core it says that computing does not overlap and that the default pool runs one task at a time")
    void oneCore() {
        assertEquals("""
            1 core, common pool of 1, heap up to 512 MB, JDK 25.0.3
            Waiting overlaps here as on any machine;
            computing does not overlap at all (one core works on one thing at a time);
            supplyAsync(f) without an executor runs one task at a time;
            the heap has room for about 130,000 waiting virtual threads, at 4 KB each.\
            """, new Machine(1, 1, 512, "25.0.3").toString());
    }

    @Test
    @DisplayName("on eight cores it says how often computing overlaps and how many tasks the default pool runs")
    void eightCores() {
        assertEquals("""
            Waiting overlaps here as on any machine;
            computing overlaps at most 8 times;
            supplyAsync(f) without an executor runs 7 tasks at a time;
            the heap has room for about 1,040,000 waiting virtual threads, at 4 KB each.\
            """, new Machine(8, 7, 4096, "25.0.3").meaning());
    }
}
