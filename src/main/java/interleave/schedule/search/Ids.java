package interleave.schedule.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The id of an order: its choices that are not the first, each as the distance from the one before and its number, in base 36; {@code 0} if there are none.
 */
public final class Ids {
    private static final int LONGEST_GAP = 1_000_000;

    private Ids() {}

    /** The id of the order with these choices. */
    public static String of(List<Integer> choices) {
        var id = new StringBuilder();
        int from = 0;
        for (int i = 0; i < choices.size(); i++) {
            if (choices.get(i) > 0) {
                id.append(id.isEmpty() ? "" : "-")
                        .append(Integer.toString(i - from, Character.MAX_RADIX))
                        .append('.')
                        .append(Integer.toString(choices.get(i), Character.MAX_RADIX));
                from = i + 1;
            }
        }
        return id.isEmpty() ? "0" : id.toString();
    }

    /**
     * The choices of that id, up to the last that is not the first.
     *
     * @throws IllegalArgumentException if it is no id
     */
    public static List<Integer> choices(String id) {
        var choices = new ArrayList<Integer>();
        if (id.equals("0")) {
            return choices;
        }
        for (String part : id.split("-", -1)) {
            int dot = part.indexOf('.');
            if (dot < 1 || part.length() > 12) {
                throw new IllegalArgumentException("'" + id + "' is no id of an order: they look like 4.1-0.2");
            }
            try {
                int gap = Integer.parseInt(part.substring(0, dot), Character.MAX_RADIX);
                int choice = Integer.parseInt(part.substring(dot + 1), Character.MAX_RADIX);
                if (gap < 0 || gap + choices.size() > LONGEST_GAP || choice < 0) {
                    throw new NumberFormatException(part);
                }
                for (int i = 0; i < gap; i++) {
                    choices.add(0);
                }
                choices.add(choice);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + id + "' is no id of an order: they look like 4.1-0.2", e);
            }
        }
        return choices;
    }
}
