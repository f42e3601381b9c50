package interleave.lab;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** How numbers are written in every table, figure and sentence, whatever the machine's language: {@code 0.5}, {@code 498}, {@code 10,000}. */
final class Numbers {

    private Numbers() {}

    /** A number as it is read: {@code 0.04}, {@code 0.5}, {@code 3.2}, {@code 498}, {@code 10,000}. */
    static String brief(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) || size >= 100) {
            return whole(value);
        }
        return String.format(Locale.ROOT, size >= 1 ? "%.1f" : size >= 0.01 ? "%.2f" : "%.4f", value)
                .replaceFirst("\\.?0+$", "");
    }

    /** A number without decimals: {@code 10,000}. */
    static String whole(double value) {
        return whole(Math.round(value));
    }

    /** The same for a number that has none. */
    static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** An empty column whose numbers all have so many decimals, so that their points stand below each other; what is missing stays empty. */
    static DoubleColumn column(String name, int decimals) {
        DoubleColumn column = DoubleColumn.create(name);
        column.setPrintFormatter(format("#,##0" + (decimals == 0 ? "" : "." + "0".repeat(decimals))));
        return column;
    }

    /** An empty column of numbers of different kinds: one decimal at most, and none where there is nothing to tell by it. */
    static DoubleColumn column(String name) {
        DoubleColumn column = DoubleColumn.create(name);
        column.setPrintFormatter(format("#,##0.#"));
        return column;
    }

    /** For a column of whole numbers. */
    static NumberColumnFormatter wholeNumbers() {
        return format("#,##0");
    }

    private static NumberColumnFormatter format(String pattern) {
        return new NumberColumnFormatter(new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)), "");
    }
}
