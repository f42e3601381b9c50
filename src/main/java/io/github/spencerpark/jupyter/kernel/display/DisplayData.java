package io.github.spencerpark.jupyter.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a front end is to show, by MIME type. */
public final class DisplayData {
    static {
        // the renderer is known as soon as there is something for it to show
        Renderer _ = Renderer.shared();
    }

    private final Map<String, Object> data = new LinkedHashMap<>();

    /** Begins with this plain text. */
    public DisplayData(String text) {
        putText(text);
    }

    /** Adds data of a type. */
    public void putData(String type, Object value) {
        data.put(type, value);
    }

    /** Adds data of a type. */
    public void putData(MIMEType type, Object value) {
        putData(type.toString(), value);
    }

    /** The data of a type; null when there is none. */
    public Object getData(MIMEType type) {
        return data.get(type.toString());
    }

    /** Whether there is data of a type. */
    public boolean hasDataForType(MIMEType type) {
        return data.containsKey(type.toString());
    }

    /** Adds all of another. */
    public void assign(DisplayData other) {
        data.putAll(other.data);
    }

    /** Adds plain text. */
    public void putText(String text) {
        putData("text/plain", text);
    }

    /** Adds HTML. */
    public void putHTML(String html) {
        putData("text/html", html);
    }

    /** Adds LaTeX. */
    public void putLatex(String latex) {
        putData("text/latex", latex);
    }

    /** Adds a formula in LaTeX, without the dollars around it. */
    public void putMath(String math) {
        putLatex("$$" + math + "$$");
    }

    /** Adds Markdown. */
    public void putMarkdown(String markdown) {
        putData("text/markdown", markdown);
    }

    /** Adds JavaScript. */
    public void putJavaScript(String javascript) {
        putData("application/javascript", javascript);
    }

    /** Adds JSON. */
    public void putJSON(String json) {
        putData("application/json", json);
    }

    /** Adds SVG. */
    public void putSVG(String svg) {
        putData("image/svg+xml", svg);
    }

    Map<String, Object> all() {
        return Collections.unmodifiableMap(data);
    }
}
