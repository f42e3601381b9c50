package interleave.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.kernel.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What was run in this session, oldest first. */
final class History {
    private static final int KEPT = 10_000;

    private record Entry(int line, String source) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(int line, String source) {
        if (entries.size() == KEPT) {
            entries.removeFirst();
        }
        entries.add(new Entry(line, source));
    }

    /** Answers {@code history_request}: tail, range or search. There is one session, so other sessions are empty. */
    JsonObject answer(JsonObject request) {
        List<Entry> found = switch (Json.text(request, "hist_access_type")) {
            case "range" ->
                range(
                        Json.number(request, "session", 0),
                        Json.number(request, "start", 0),
                        Json.number(request, "stop", Integer.MAX_VALUE));
            case "search" ->
                tail(
                        search(Json.text(request, "pattern"), Json.flag(request, "unique", false)),
                        Json.number(request, "n", Integer.MAX_VALUE));
            default -> tail(entries, Json.number(request, "n", Integer.MAX_VALUE));
        };
        boolean output = Json.flag(request, "output", false);
        JsonArray history = new JsonArray();
        for (Entry entry : found) {
            JsonArray row = new JsonArray();
            row.add(0);
            row.add(entry.line());
            if (output) {
                JsonArray pair = new JsonArray();
                pair.add(entry.source());
                pair.add("");
                row.add(pair);
            } else {
                row.add(entry.source());
            }
            history.add(row);
        }
        JsonObject answer = Json.ok();
        answer.add("history", history);
        return answer;
    }

    private List<Entry> range(int session, int start, int stop) {
        return session != 0
                ? List.of()
                : entries.stream()
                        .filter(entry -> entry.line() >= start && entry.line() < stop)
                        .toList();
    }

    /** Entries that match a pattern with {@code *} and {@code ?}. */
    private List<Entry> search(String glob, boolean unique) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        Pattern pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
        List<Entry> matching = new ArrayList<>();
        for (Entry entry : entries) {
            if (pattern.matcher(entry.source()).matches()) {
                if (unique) {
                    matching.removeIf(earlier -> earlier.source().equals(entry.source()));
                }
                matching.add(entry);
            }
        }
        return matching;
    }

    private static List<Entry> tail(List<Entry> all, int n) {
        return all.subList(Math.max(0, all.size() - Math.max(0, n)), all.size());
    }
}
