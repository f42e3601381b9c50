package interleave.lab;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The connections that are lent: who has them, and since when. */
final class Lent {
    /** Of one connection. */
    private record Loan(long since, String who) {}

    private static final Set<String> OURS = Set.of(Lent.class.getName(), Database.class.getName());
    private static final StackWalker WALKER = StackWalker.getInstance();

    private final Map<Connection, Loan> loans = new LinkedHashMap<>();
    private int most;

    /** Notes that the connection has been lent; what is returned stands for it, and notes when it is given back. */
    Connection out(Connection connection) {
        String borrower = WALKER.walk(frames -> frames.filter(frame -> !OURS.contains(frame.getClassName()))
                .findFirst()
                .map(frame -> frame.getMethodName() + lineOf(frame))
                .orElse("?"));
        note(
                connection,
                new Loan(System.nanoTime(), "thread “" + Thread.currentThread().getName() + "”, in " + borrower));
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close") || method.getName().equals("abort")) {
                        back(connection);
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static String lineOf(StackWalker.StackFrame frame) {
        return frame.getLineNumber() > 0 ? ", line " + frame.getLineNumber() : "";
    }

    private synchronized void note(Connection connection, Loan loan) {
        loans.put(connection, loan);
        most = Math.max(most, loans.size());
    }

    private synchronized void back(Connection connection) {
        loans.remove(connection);
    }

    synchronized int size() {
        return loans.size();
    }

    synchronized int most() {
        return most;
    }

    synchronized void reset() {
        most = loans.size();
    }

    /** The oldest first, in words. */
    synchronized List<String> longerThan(Duration longer) {
        long now = System.nanoTime();
        return loans.values().stream()
                .filter(loan -> now - loan.since() >= longer.toNanos())
                .map(loan -> loan.who() + ", for " + TimeUnit.NANOSECONDS.toMillis(now - loan.since()) + " ms")
                .toList();
    }
}
