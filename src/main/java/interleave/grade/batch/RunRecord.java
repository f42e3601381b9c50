package interleave.grade.batch;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/**
 * What one run was about, beside its records: enough to write every report again without the exercise.
 *
 * @param exercise name of the exercise
 * @param title its title
 * @param exerciseHash what decided about the verdicts
 * @param maxPoints points of a perfect answer
 * @param shard the part that this run judged
 * @param all how many submissions there are in all parts together
 * @param submissions names of those in this part, sorted
 */
public record RunRecord(
        String exercise,
        String title,
        String exerciseHash,
        int maxPoints,
        Shard shard,
        int all,
        List<String> submissions) {
    /** Copies the list. */
    public RunRecord {
        submissions = List.copyOf(submissions);
    }

    /** The record's file: one for each part, so that all parts may write into one folder. */
    String fileName() {
        return shard.equals(Shard.WHOLE) ? "run.json" : "run-" + shard.index() + "-of-" + shard.count() + ".json";
    }

    String json() {
        var json = new JsonObject();
        json.addProperty("schema", 1);
        json.addProperty("exercise", exercise);
        json.addProperty("title", title);
        json.addProperty("exerciseHash", exerciseHash);
        json.addProperty("maxPoints", maxPoints);
        json.addProperty("shard", shard.toString());
        json.addProperty("all", all);
        var names = new JsonArray();
        submissions.forEach(names::add);
        json.add("submissions", names);
        return new GsonBuilder()
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create()
                        .toJson(json) + "\n";
    }

    /**
     * Reads a record back.
     *
     * @throws RuntimeException of some kind if it is none of ours
     */
    static RunRecord read(String text) {
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        if (json.get("schema").getAsInt() != 1) {
            throw new IllegalArgumentException("schema " + json.get("schema") + " is not known");
        }
        var names = new ArrayList<String>();
        json.getAsJsonArray("submissions").forEach(name -> names.add(name.getAsString()));
        return new RunRecord(
                json.get("exercise").getAsString(),
                json.get("title").getAsString(),
                json.get("exerciseHash").getAsString(),
                json.get("maxPoints").getAsInt(),
                Shard.parse(json.get("shard").getAsString()),
                json.get("all").getAsInt(),
                names);
    }
}
