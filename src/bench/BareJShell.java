import java.util.Arrays;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;

/**
 * Times a trivial cell in a bare {@link JShell}: no notebook, no protocol, nothing but its own evaluation. Prints the median in milliseconds.
 *
 * <p>{@code java BareJShell.java local} evaluates in this very JVM, as IJava and JJava do, {@code java BareJShell.java default} in a second JVM over JShell's own
 * remote engine, as the JShell tool does. As many cells as the kernels are asked for, the first of them left out as theirs are.
 */
final class BareJShell {
    private static final int CELLS = 100;
    private static final int WARM_UP = 20;

    private BareJShell() {}

    public static void main(String[] arguments) {
        JShell.Builder builder = JShell.builder();
        if (arguments[0].equals("local")) {
            builder = builder.executionEngine("local");
        }
        try (JShell shell = builder.build()) {
            double[] millis = new double[CELLS];
            for (int i = 0; i < CELLS; i++) {
                long start = System.nanoTime();
                SnippetEvent event = shell.eval("1+1").getFirst();
                millis[i] = (System.nanoTime() - start) / 1e6;
                if (!"2".equals(event.value())) {
                    throw new IllegalStateException("1+1 is " + event.value());
                }
            }
            double[] warm = Arrays.copyOfRange(millis, WARM_UP, CELLS);
            Arrays.sort(warm);
            System.out.println((warm[warm.length / 2 - 1] + warm[warm.length / 2]) / 2);
        }
    }
}
