package interleave.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import interleave.kernel.protocol.Json;

/** Who we are, for {@code kernel_info_request}. */
final class KernelInfo {
    private KernelInfo() {}

    static JsonObject reply() {
        String version = KernelInfo.class.getPackage().getImplementationVersion();
        JsonObject language = new JsonObject();
        language.addProperty("name", "java");
        language.addProperty("version", Runtime.version().toString());
        language.addProperty("mimetype", "text/x-java-source");
        language.addProperty("file_extension", ".java");
        language.addProperty("pygments_lexer", "java");
        language.addProperty("codemirror_mode", "text/x-java");
        language.addProperty("nbconvert_exporter", "");
        JsonObject help = new JsonObject();
        help.addProperty("text", "Java 25 API");
        help.addProperty("url", "https://docs.oracle.com/en/java/javase/25/docs/api/index.html");
        JsonArray links = new JsonArray();
        links.add(help);
        JsonObject info = Json.ok();
        info.addProperty("protocol_version", "5.4");
        info.addProperty("implementation", "interleave");
        info.addProperty("implementation_version", version == null ? "0" : version);
        info.add("language_info", language);
        info.addProperty("banner", "Interleave: Java " + Runtime.version().feature() + " for notebooks");
        info.addProperty("debugger", false);
        info.add("help_links", links);
        info.add("supported_features", new JsonArray());
        return info;
    }
}
