package interleave.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Reads fields that a client may have left out or got wrong. */
final class Json {
    private Json() {}

    static String text(JsonObject json, String field) {
        JsonElement value = json.get(field);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    static boolean flag(JsonObject json, String field, boolean otherwise) {
        JsonElement value = json.get(field);
        boolean flag = value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isBoolean();
        return flag ? value.getAsBoolean() : otherwise;
    }

    static int number(JsonObject json, String field, int otherwise) {
        JsonElement value = json.get(field);
        boolean number = value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isNumber();
        return number ? value.getAsInt() : otherwise;
    }

    static JsonObject object(JsonObject json, String field) {
        JsonElement value = json.get(field);
        return value != null && value.isJsonObject() ? value.getAsJsonObject() : new JsonObject();
    }

    /** A new object with {@code status: ok}. */
    static JsonObject ok() {
        JsonObject json = new JsonObject();
        json.addProperty("status", "ok");
        return json;
    }
}
