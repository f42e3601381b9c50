package interleave.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

@DisplayName("A comparison of numbers")
class ComparisonTest {
    private final Comparison orders = new Comparison("Two threads");

    @Test
    @DisplayName("stands prediction, model and measured number side by side, and leaves empty what is missing")
    void table() {
        orders.predict("orders in all", 2);
        orders.predict("orders not tried", 1);
        orders.measured("orders in all", "4! / (2! · 2!)", 6, 6);
        orders.measured("orders that lose an update", 4);

        Table table = orders.table();

        assertEquals(List.of("what", "predicted", "model", "by the model", "measured"), table.columnNames());
        assertEquals("orders in all", table.getString(0, "what"));
        assertEquals("2", table.getString(0, "predicted"));
        assertEquals("4! / (2! · 2!)", table.getString(0, "model"));
        assertEquals("6", table.getString(0, "measured"));
        assertTrue(table.column("measured").isMissing(1));
        assertTrue(table.column("by the model").isMissing(2));
        assertTrue(table.name().contains(Machine.here().line()), table.name());
        assertEquals(6, orders.number("orders in all"));
    }

    @Test
    @DisplayName("has no column of which everything is missing")
    void noEmptyColumns() {
        orders.measured("lost updates", 1234.5);

        assertEquals(List.of("what", "measured"), orders.table().columnNames());
        assertEquals("1,234.5", orders.table().getString(0, "measured"));
    }

    @Test
    @DisplayName("refuses a prediction of what is known, and to tell what is not")
    void refused() {
        orders.measured("lost updates", 3);

        var late = assertThrows(IllegalStateException.class, () -> orders.predict("lost updates", 3));
        assertTrue(late.getMessage().contains("lost updates"), late.getMessage());
        var unknown = assertThrows(IllegalArgumentException.class, () -> orders.number("lost update"));
        assertTrue(unknown.getMessage().contains("Known so far: lost updates"), unknown.getMessage());
        assertThrows(IllegalStateException.class, () -> orders.figure("updates"));
    }

    @Test
    @DisplayName("draws as bars what has both a model and a measurement")
    void figure() {
        orders.measured("in all", "6", 6, 6);
        orders.measured("failing", "4", 4, 3);
        orders.measured("no model", 12);

        String words = orders.figure("orders").altText();

        assertTrue(words.contains("in all: model 6 orders, measured 6 orders"), words);
        assertTrue(words.contains("failing: model 4 orders, measured 3 orders"), words);
        assertTrue(!words.contains("no model"), words);
    }
}
