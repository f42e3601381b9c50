package interleave.lab;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one database says differently from another. */
sealed interface Dialect {

    /** H2 in memory if no URL is given, else by what the URL begins with. */
    static Dialect of(String name, int number, @Nullable String url) {
        if (url == null || url.isBlank()) {
            // it ends with its last connection, so whatever a notebook leaves open ends with its JVM
            return new H2("jdbc:h2:mem:" + name + number, name);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            long process = ProcessHandle.current().pid();
            return new PostgreSql(url, name, "interleave_" + name + "_" + process + "_" + number);
        }
        throw new IllegalArgumentException(
                Database.URL + " begins with jdbc:postgresql:, or is not set; it begins with " + scheme(url));
    }

    /** What comes after it may hold a password. */
    private static String scheme(String url) {
        return String.join(":", List.of(url.split(":", -1)).subList(0, Math.min(2, url.split(":", -1).length)));
    }

    String url();

    String product();

    /** Makes a table with so many rows. */
    List<String> setUp(int rows);

    /** First the time that it takes, then the row. */
    String question();

    /** Sets the first parameter of the question. */
    void setTime(PreparedStatement question, Duration time) throws SQLException;

    /** Leaves nothing behind. */
    List<String> end();

    /** In this JVM's memory. */
    record H2(String url, String name) implements Dialect {
        @Override
        public String product() {
            return "H2 in memory";
        }

        @Override
        public List<String> setUp(int rows) {
            return List.of(
                    "CREATE ALIAS PAUSE FOR \"java.lang.Thread.sleep(long)\"",
                    "CREATE TABLE " + name + " (id INT PRIMARY KEY, text VARCHAR(40))",
                    "INSERT INTO " + name + " SELECT x, '" + name + " ' || x FROM SYSTEM_RANGE(1, " + rows + ")");
        }

        @Override
        public String question() {
            return "SELECT text, PAUSE(?) FROM " + name + " WHERE id = ?";
        }

        @Override
        public void setTime(PreparedStatement question, Duration time) throws SQLException {
            question.setLong(1, time.toMillis());
        }

        @Override
        public List<String> end() {
            return List.of();
        }
    }

    /** Somebody's server: one table of our own, with a name that no other run has. */
    record PostgreSql(String url, String name, String table) implements Dialect {
        @Override
        public String product() {
            return "PostgreSQL";
        }

        @Override
        public List<String> setUp(int rows) {
            return List.of(
                    "CREATE TABLE " + table + " (id INT PRIMARY KEY, text VARCHAR(40))",
                    "INSERT INTO " + table + " SELECT x, '" + name + " ' || x FROM generate_series(1, " + rows + ") x");
        }

        @Override
        public String question() {
            return "SELECT text, pg_sleep(?) FROM " + table + " WHERE id = ?";
        }

        @Override
        public void setTime(PreparedStatement question, Duration time) throws SQLException {
            question.setDouble(1, time.toNanos() / 1e9);
        }

        @Override
        public List<String> end() {
            return List.of("DROP TABLE " + table);
        }
    }
}
