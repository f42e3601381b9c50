package interleave.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Reads fields that a client may have left out or got wrong. */
public final class Json {
    private Json() {}

    /** The text of a field; empty where it has none. */
    public static String text(JsonObject json, String field) {
        JsonElement value = json.get(field);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    /** The truth of a field, or another where it has none. */
    public static boolean flag(JsonObject json, String field, boolean otherwise) {
        JsonElement value = json.get(field);
        boolean flag = value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isBoolean();
        return flag ? value.getAsBoolean() : otherwise;
    }

    /** The number of a field, or another where it has none. */
    public static int number(JsonObject json, String field, int otherwise) {
        JsonElement value = json.get(field);
        boolean number = value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isNumber();
        return number ? value.getAsInt() : otherwise;
    }

    /** The object of a field; an empty one where it has none. */
    public static JsonObject object(JsonObject json, String field) {
        JsonElement value = json.get(field);
        return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
    }

    /** A new object with {@code status: ok}. */
    public static JsonObject ok() {
        JsonObject json = new JsonObject();
        json.addProperty("status", "ok");
        return json;
    }
}
