package interleave.kernel.session;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import interleave.kernel.source.Wrappers;
import interleave.link.Struct;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values on their way from the guest to Jupyter: by MIME type, text as it is, bytes as base64, JSON as JSON. */
public final class Bundles {
    private Bundles() {}

    /** The data of a {@code value} or {@code display} struct; empty when there is none. */
    public static Map<String, Object> data(@Nullable Struct struct) {
        Map<String, Object> bundle = new LinkedHashMap<>();
        if (struct != null && struct.get("data") instanceof Map<?, ?> data) {
            data.forEach((type, content) -> {
                if (type instanceof String mime && content != null) {
                    bundle.put(mime, content instanceof String text ? Wrappers.withoutThem(text) : content);
                }
            });
        }
        return bundle;
    }

    /** The plain text of a {@code value} struct; empty when it has none. */
    static String text(@Nullable Struct value) {
        return data(value).get("text/plain") instanceof String text ? text : "";
    }

    /** As Jupyter wants it: pictures in Base64. */
    public static JsonObject json(Map<String, Object> bundle) {
        JsonObject json = new JsonObject();
        bundle.forEach((type, content) -> json.add(type, element(type, content)));
        return json;
    }

    private static JsonElement element(String type, Object content) {
        if (content instanceof byte[] bytes) {
            return new JsonPrimitive(Base64.getEncoder().encodeToString(bytes));
        }
        String text = String.valueOf(content);
        if (type.equals("application/json") || type.endsWith("+json")) {
            try {
                return JsonParser.parseString(text);
            } catch (JsonParseException e) {
                // shown as the text it is
            }
        }
        return new JsonPrimitive(text);
    }
}
