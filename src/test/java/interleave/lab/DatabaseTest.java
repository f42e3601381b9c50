package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A database behind a pool")
class DatabaseTest {
    private static final Duration PATIENCE = Duration.ofMillis(250);

    @Test
    @DisplayName("answers as its documentation says")
    void example() throws SQLException {
        try (var orders = Database.open("orders", 10, Duration.ofSeconds(1))) {
            orders.latency(Duration.ofMillis(20));
            long start = System.nanoTime();
            assertEquals("orders 7", orders.ask(7));
            assertTrue(System.nanoTime() - start >= 20_000_000, "it took less than its latency");
            assertEquals(0, orders.waiting());
            assertEquals(
                    orders.toString().contains("PostgreSQL") ? "PostgreSQL" : "H2 in memory",
                    orders.toString().replaceAll(".*\\((.*)\\).*", "$1"));
        }
    }

    @Test
    @DisplayName("lends no more connections than it has, and makes whoever comes then wait no longer than its patience")
    void patience() throws SQLException {
        lendsAndWaits(null);
    }

    @Test
    @DisplayName("does the same with the PostgreSQL of INTERLEAVE_JDBC_URL, and leaves no table behind")
    void postgres() throws SQLException {
        String url = System.getenv(Database.URL);
        assumeTrue(url != null, "no " + Database.URL);
        lendsAndWaits(url);
        try (var any = Database.open("any", 1, PATIENCE, url);
                var connection = any.connection();
                var tables = connection.getMetaData().getTables(null, null, "interleave_shop%", null)) {
            assertFalse(tables.next(), "a table was left behind");
        }
    }

    private static void lendsAndWaits(@Nullable String url) throws SQLException {
        try (var shop = Database.open("shop", 2, PATIENCE, url)) {
            assertTrue(shop.healthy());
            try (Connection one = shop.connection();
                    Connection two = shop.connection()) {
                assertEquals("shop 10000", shop.read(one, 10_000));
                assertEquals("shop 1", shop.read(two, 1));
                assertEquals(2, shop.lent());
                var late = assertThrows(SQLTransientConnectionException.class, () -> shop.ask(3));
                assertTrue(late.getMessage().startsWith("shop-pool - Connection is not available"), late.getMessage());
                assertFalse(shop.healthy());
                assertEquals(2, shop.timeouts());
            }
            assertEquals("shop 3", shop.ask(3));
            assertEquals(0, shop.lent());
            assertEquals(2, shop.maxLent());
            shop.resetCounts();
            assertEquals(List.of(0, 0), List.of(shop.timeouts(), shop.maxLent()));
            Connection leaked = shop.connection();
            assertEquals("shop 5", shop.read(leaked, 5));
            var missing = assertThrows(SQLException.class, () -> shop.ask(10_001));
            assertEquals("there are rows 1 to 10000, not 10001", missing.getMessage());
            assertEquals(1, shop.lent());
        }
    }

    @Test
    @DisplayName("names who has had a connection too long, and nobody who gave it back")
    void leaks() throws SQLException {
        try (var shop = Database.open("shop", 2, PATIENCE, null)) {
            shop.ask(1);
            Connection kept = forgets(shop);
            List<String> leaks = shop.leaks(Duration.ZERO);
            assertEquals(1, leaks.size(), leaks::toString);
            String who = "thread “" + Thread.currentThread().getName() + "”, in forgets, line ";
            assertTrue(leaks.getFirst().startsWith(who), leaks::toString);
            assertEquals(List.of(), shop.leaks(Duration.ofHours(1)));
            kept.close();
            assertEquals(List.of(), shop.leaks(Duration.ZERO));
        }
    }

    private static Connection forgets(Database shop) throws SQLException {
        return shop.connection();
    }

    @Test
    @DisplayName("two of one name know nothing of each other, and end on their own")
    void twins() throws SQLException {
        try (var one = Database.open("shop", 1, PATIENCE, null)) {
            try (var other = Database.open("shop", 1, PATIENCE, null)) {
                assertEquals("shop 2", other.ask(2));
            }
            assertEquals("shop 2", one.ask(2));
        }
    }

    @Test
    @DisplayName("leaves no thread behind")
    void threads() throws Exception {
        try (var shop = Database.open("leaver", 1, PATIENCE, null)) {
            assertEquals("leaver 1", shop.ask(1));
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("leaver")) {
                thread.join(10_000);
                assertFalse(thread.isAlive(), thread::getName);
            }
        }
    }

    @Test
    @DisplayName("says which value it cannot take")
    void refusals() throws SQLException {
        assertEquals(
                "a pool has at least 1 connection, not 0",
                assertThrows(IllegalArgumentException.class, () -> Database.open("shop", 0, PATIENCE))
                        .getMessage());
        assertEquals(
                "HikariCP waits at least 250 ms for a connection, not 249 ms",
                assertThrows(IllegalArgumentException.class, () -> Database.open("shop", 1, Duration.ofMillis(249)))
                        .getMessage());
        assertEquals(
                "a database's name has lower-case letters and digits, as “orders” has: “Or der”",
                assertThrows(IllegalArgumentException.class, () -> Database.open("Or der", 1, PATIENCE))
                        .getMessage());
        assertEquals(
                "INTERLEAVE_JDBC_URL begins with jdbc:postgresql:, or is not set; it begins with jdbc:oracle",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Database.open("shop", 1, PATIENCE, "jdbc:oracle:thin:me/secret@there"))
                        .getMessage());
        try (var shop = Database.open("shop", 1, PATIENCE)) {
            assertEquals(
                    "a latency cannot be negative: -1 ms",
                    assertThrows(IllegalArgumentException.class, () -> shop.latency(Duration.ofMillis(-1)))
                            .getMessage());
        }
    }
}
