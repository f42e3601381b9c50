package interleave.lab;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A real database behind a real connection pool, whose questions take a set time.
 *
 * <p>Unlike a {@link SlowService}, which answers as many requests at once as there are, this can answer only as many as the pool has connections: who asks
 * when all are lent waits for one, and fails when that takes longer than the pool's patience. Little's law gives the most that it can do: {@code connections /
 * latency}; 10 connections at 20 ms are 500 questions a second, however many ask.
 *
 * <pre>{@code
 * try (var orders = Database.open("orders", 10, Duration.ofSeconds(1))) {
 *     orders.latency(Duration.ofMillis(20));
 *     orders.ask(7);      // borrows a connection, reads row 7 of 10,000, gives it back: "orders 7"
 *     orders.waiting();   // callers that wait for a connection at this moment: 0
 * }
 * }</pre>
 *
 * <p>The pool is HikariCP. The database is H2 in this JVM's memory, or, when the environment variable {@value #URL} has a JDBC URL (user and password
 * in it), the PostgreSQL that it names; there one table of our own is made, and dropped at the end. The time of a question passes inside of the
 * database. It is a lower bound: a busy machine adds to it. HikariCP does not promise that who waited longest is served first.
 *
 * <p>Safe for use by several threads.
 */
public final class Database implements AutoCloseable {

    /** The environment variable with the JDBC URL of a database to use instead of H2 in memory. */
    public static final String URL = "INTERLEAVE_JDBC_URL";

    /** HikariCP takes no shorter patience. */
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(250);

    private static final int ROWS = 10_000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final String name;
    private final Duration patience;
    private final Dialect dialect;
    private final HikariDataSource pool;
    private final Lent lent = new Lent();
    private final AtomicInteger timeouts = new AtomicInteger();
    private volatile Duration latency = Duration.ZERO;

    private Database(String name, int connections, Duration patience, @Nullable String url) {
        this.name = name;
        this.patience = patience;
        dialect = Dialect.of(name, OPENED.incrementAndGet(), url);
        HikariConfig config = new HikariConfig();
        config.setPoolName(name + "-pool");
        config.setJdbcUrl(dialect.url());
        config.setMaximumPoolSize(connections);
        config.setConnectionTimeout(patience.toMillis());
        pool = new HikariDataSource(config);
    }

    /**
     * Opens a database with {@code 10,000} rows, numbered from 1, and all connections of its pool.
     *
     * @param name what its rows are called; lower-case letters and digits, as its table and its pool's threads bear it
     * @param connections the pool's size, {@code >= 1}
     * @param patience how long a caller waits for a connection before it fails, {@code >= 250 ms}, the least that HikariCP takes
     * @throws IllegalArgumentException if one of these is out of its range; the message names the value
     * @throws SQLException if the database that {@value #URL} names cannot be used
     */
    public static Database open(String name, int connections, Duration patience) throws SQLException {
        return open(name, connections, patience, System.getenv(URL));
    }

    /** The same with a given URL; null for H2 in memory. */
    static Database open(String name, int connections, Duration patience, @Nullable String url) throws SQLException {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a database's name has lower-case letters and digits, as “orders” has: “" + name + "”");
        }
        if (connections < 1) {
            throw new IllegalArgumentException("a pool has at least 1 connection, not " + connections);
        }
        if (patience.compareTo(LEAST_PATIENCE) < 0) {
            throw new IllegalArgumentException(
                    "HikariCP waits at least 250 ms for a connection, not " + patience.toMillis() + " ms");
        }
        Database database = new Database(name, connections, patience, url);
        try {
            database.fill(connections);
            return database;
        } catch (SQLException | RuntimeException e) {
            database.pool.close();
            throw e;
        }
    }

    /** Makes the table, and has the pool make each of its connections, so that the first questions do not wait for that. */
    private void fill(int connections) throws SQLException {
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                all.add(pool.getConnection());
            }
            try (Statement statement = all.getFirst().createStatement()) {
                for (String line : dialect.setUp(ROWS)) {
                    statement.execute(line);
                }
            }
        } finally {
            for (Connection each : all) {
                each.close();
            }
        }
    }

    /**
     * Sets how long each question that is asked from now on takes inside of the database.
     *
     * @throws IllegalArgumentException if {@code latency < 0}
     */
    public void latency(Duration latency) {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("a latency cannot be negative: " + latency.toMillis() + " ms");
        }
        this.latency = latency;
    }

    /**
     * Borrows a connection, reads one row with it, and gives it back.
     *
     * @param id {@code 1 <= id <= 10,000}
     * @return the row's text: the database's name and the number, {@code orders 7}
     * @throws SQLException if no connection came free in time (a {@link java.sql.SQLTransientConnectionException}), or there is no such row
     */
    public String ask(int id) throws SQLException {
        try (Connection connection = connection()) {
            return read(connection, id);
        }
    }

    /**
     * Reads one row with a connection that was borrowed before.
     *
     * @param connection of {@link #connection()}
     * @param id {@code 1 <= id <= 10,000}
     * @throws SQLException if there is no such row, or the connection has been given back
     */
    public String read(Connection connection, int id) throws SQLException {
        try (PreparedStatement question = connection.prepareStatement(dialect.question())) {
            dialect.setTime(question, latency);
            question.setInt(2, id);
            try (ResultSet rows = question.executeQuery()) {
                if (!rows.next()) {
                    throw new SQLException("there are rows 1 to " + ROWS + ", not " + id);
                }
                return rows.getString(1);
            }
        }
    }

    /**
     * Borrows a connection: whoever does so must close it, which gives it back to the pool.
     *
     * @throws SQLException if none came free in time (a {@link java.sql.SQLTransientConnectionException}); its message says how many were lent
     */
    public Connection connection() throws SQLException {
        try {
            return lent.out(pool.getConnection());
        } catch (java.sql.SQLTransientConnectionException e) {
            timeouts.incrementAndGet();
            throw e;
        }
    }

    /** What a health check asks: whether a connection can be had in time, and the database answers on it at once. */
    public boolean healthy() {
        try (Connection connection = connection()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Connections that are lent at this moment. */
    public int lent() {
        return lent.size();
    }

    /** The most connections that were lent at one moment since the start or the last {@link #resetCounts()}. */
    public int maxLent() {
        return lent.most();
    }

    /** Callers that wait for a connection at this moment. */
    public int waiting() {
        HikariPoolMXBean now = pool.getHikariPoolMXBean();
        return now == null ? 0 : now.getThreadsAwaitingConnection();
    }

    /** Callers that have waited for a connection in vain since the start or the last {@link #resetCounts()}. */
    public int timeouts() {
        return timeouts.get();
    }

    /** Starts counting afresh; connections that are lent at this moment stay counted as lent. */
    public void resetCounts() {
        timeouts.set(0);
        lent.reset();
    }

    /**
     * Who has had a connection for longer than that, the oldest first: its thread, the method that borrowed it, and for how long.
     *
     * <p>HikariCP's own leak detection ({@code leakDetectionThreshold}) writes the same to the log, but of nothing that is younger than 2 s.
     *
     * @param longer {@code >= 0}
     */
    public List<String> leaks(Duration longer) {
        return lent.longerThan(longer);
    }

    /** Gives up all connections, also those that are lent, and ends the pool's threads; of its own table in a PostgreSQL nothing is left. */
    @Override
    public void close() throws SQLException {
        pool.close();
        for (String line : dialect.end()) {
            // by a connection of its own: those of the pool may have leaked
            try (Connection last = DriverManager.getConnection(dialect.url());
                    Statement statement = last.createStatement()) {
                statement.execute(line);
            }
        }
    }

    @Override
    public String toString() {
        return "the database “" + name + "” (" + dialect.product() + "), " + pool.getMaximumPoolSize()
                + " connections, patience " + Numbers.whole(patience.toMillis()) + " ms, " + latency.toMillis()
                + " ms a question";
    }
}
