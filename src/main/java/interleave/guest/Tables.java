package interleave.guest;

import static interleave.schedule.HtmlText.escape;

import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value as an HTML table, where one is easier to read than a line of text: records of records, lists of records or of maps, maps, arrays of arrays.
 *
 * <p>Sets no colour, so that it is read in a light theme and in a dark one; has header cells, so that a screen reader can walk through it.
 */
final class Tables {
    private static final int ROWS = 60;
    private static final int COLUMNS = 20;
    private static final int NESTED = 2;
    private static final String CELL = "padding:0.25em 0.75em;vertical-align:top;text-align:";

    private final StringBuilder html = new StringBuilder();
    private int nesting;

    private Tables() {}

    /** The value as a table; null where text serves it as well. */
    static @Nullable String of(Object value) {
        try {
            var tables = new Tables();
            return tables.table(value) && tables.html.length() < Words.MOST ? tables.html.toString() : null;
        } catch (ConcurrentModificationException e) {
            return null;
        }
    }

    /** Appends a table and answers true, or appends nothing. */
    private boolean table(Object value) {
        boolean ofJdk = value.getClass().getClassLoader() == null;
        if (value instanceof Record row) {
            return nesting < NESTED && hasMoreThanWords(row) && record(row);
        }
        if (value instanceof Map<?, ?> map && ofJdk) {
            return nesting < NESTED && (map.size() > 1 || !areWords(map.values())) && !map.isEmpty() && map(map);
        }
        if (value instanceof Collection<?> collection && ofJdk) {
            return nesting < NESTED && rows(firstOf(collection), collection.size());
        }
        if (value.getClass().isArray() && !value.getClass().getComponentType().isPrimitive()) {
            var elements = new ArrayList<>();
            int length = Array.getLength(value);
            for (int i = 0; i < Math.min(length, ROWS); i++) {
                elements.add(Array.get(value, i));
            }
            return nesting < NESTED && rows(elements, length);
        }
        return false;
    }

    private static List<@Nullable Object> firstOf(Collection<?> collection) {
        var first = new ArrayList<@Nullable Object>();
        for (Object element : collection) {
            if (first.size() == ROWS) {
                break;
            }
            first.add(element);
        }
        return first;
    }

    private static boolean hasMoreThanWords(Record row) {
        List<@Nullable Object> values = new ArrayList<>();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            values.add(valueOf(row, component));
        }
        return !areWords(values);
    }

    private static boolean areWords(Collection<? extends @Nullable Object> values) {
        return values.stream()
                .noneMatch(value ->
                        value instanceof Record || value instanceof Map<?, ?> || value instanceof Collection<?>);
    }

    private boolean record(Record row) {
        open();
        for (RecordComponent component : row.getClass().getRecordComponents()) {
            html.append("<tr>");
            head("row", component.getName());
            cell(valueOf(row, component), false);
            html.append("</tr>");
        }
        return close(0);
    }

    private boolean map(Map<?, ?> map) {
        open();
        html.append("<thead><tr>");
        head("col", "key");
        head("col", "value");
        html.append("</tr></thead>");
        boolean numbers = map.values().stream().allMatch(Number.class::isInstance);
        int rows = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (rows++ == ROWS) {
                break;
            }
            html.append("<tr>");
            head("row", Words.of(entry.getKey()));
            cell(entry.getValue(), numbers);
            html.append("</tr>");
        }
        return close(map.size() - ROWS);
    }

    private boolean rows(List<@Nullable Object> elements, int size) {
        if (elements.isEmpty()) {
            return false;
        }
        Object first = elements.getFirst();
        if (first instanceof Record && elements.stream().allMatch(each -> isOf(each, first.getClass()))) {
            return records(elements, size);
        }
        if (elements.stream().allMatch(each -> each instanceof Map<?, ?> map && !map.isEmpty())) {
            return maps(elements, size);
        }
        if (elements.stream().allMatch(each -> each != null && each.getClass().isArray())) {
            return arrays(elements, size);
        }
        return false;
    }

    private static boolean isOf(@Nullable Object value, Class<?> type) {
        return value != null && value.getClass().equals(type);
    }

    private boolean records(List<?> records, int size) {
        RecordComponent[] components = records.getFirst().getClass().getRecordComponents();
        if (components.length == 0 || components.length > COLUMNS) {
            return false;
        }
        open();
        html.append("<thead><tr>");
        for (RecordComponent component : components) {
            head("col", component.getName(), valueOf((Record) records.getFirst(), component) instanceof Number);
        }
        html.append("</tr></thead>");
        for (Object row : records) {
            html.append("<tr>");
            for (RecordComponent component : components) {
                cell(valueOf((Record) row, component));
            }
            html.append("</tr>");
        }
        return close(size - ROWS);
    }

    private boolean maps(List<?> maps, int size) {
        Set<Object> keys = new LinkedHashSet<>();
        for (Object map : maps) {
            keys.addAll(((Map<?, ?>) map).keySet());
        }
        if (keys.size() > COLUMNS) {
            return false;
        }
        open();
        heads(keys.stream().map(Words::of).toList());
        for (Object map : maps) {
            html.append("<tr>");
            for (Object key : keys) {
                if (((Map<?, ?>) map).containsKey(key)) {
                    cell(((Map<?, ?>) map).get(key));
                } else {
                    html.append("<td></td>");
                }
            }
            html.append("</tr>");
        }
        return close(size - ROWS);
    }

    private boolean arrays(List<?> rows, int size) {
        open();
        for (Object row : rows) {
            html.append("<tr>");
            int length = Array.getLength(row);
            for (int i = 0; i < Math.min(length, COLUMNS); i++) {
                cell(Array.get(row, i));
            }
            if (length > COLUMNS) {
                cell("… " + (length - COLUMNS) + " more");
            }
            html.append("</tr>");
        }
        return close(size - ROWS);
    }

    private void heads(List<String> names) {
        html.append("<thead><tr>");
        names.forEach(name -> head("col", name));
        html.append("</tr></thead>");
    }

    private void open() {
        nesting++;
        html.append("<table style=\"border-collapse:collapse\">");
    }

    private boolean close(int missing) {
        nesting--;
        html.append("</table>");
        if (missing > 0) {
            html.append("<p>… and ").append(missing).append(" more rows</p>");
        }
        return true;
    }

    private void head(String scope, String name) {
        head(scope, name, false);
    }

    private void head(String scope, String name, boolean ofNumbers) {
        html.append("<th scope=\"")
                .append(scope)
                .append("\" style=\"")
                .append(CELL)
                .append(ofNumbers ? "right\">" : "left\">")
                .append(escape(name))
                .append("</th>");
    }

    private void cell(@Nullable Object value) {
        cell(value, value instanceof Number);
    }

    private void cell(@Nullable Object value, boolean number) {
        html.append("<td style=\"")
                .append(CELL)
                .append(number ? "right;font-variant-numeric:tabular-nums" : "left")
                .append("\">");
        if (value == null || !table(value)) {
            html.append(escape(Words.of(value)).replace("\n", "<br>"));
        }
        html.append("</td>");
    }

    private static @Nullable Object valueOf(Record row, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(row);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Stopped stopped) {
                throw stopped;
            }
            return component.getName() + "() failed: " + e.getCause();
        } catch (IllegalAccessException | RuntimeException e) {
            return "?";
        }
    }
}
