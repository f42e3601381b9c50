package io.github.spencerpark.jupyter.kernel.display.mime;

import java.util.Objects;

/** A MIME type, such as {@code text/html}; {@code text/*} and {@code *} stand for any of a kind. */
public final class MIMEType {
    /** Any type. */
    public static final MIMEType ANY = parse("*");

    /** {@code application/xml}. */
    public static final MIMEType APPLICATION_XML = parse("application/xml");
    /** {@code application/json}. */
    public static final MIMEType APPLICATION_JSON = parse("application/json");
    /** {@code application/javascript}. */
    public static final MIMEType APPLICATION_JAVASCRIPT = parse("application/javascript");
    /** {@code application/pdf}. */
    public static final MIMEType APPLICATION_PDF = parse("application/pdf");
    /** {@code text/html}. */
    public static final MIMEType TEXT_HTML = parse("text/html");
    /** {@code text/markdown}. */
    public static final MIMEType TEXT_MARKDOWN = parse("text/markdown");
    /** {@code text/latex}. */
    public static final MIMEType TEXT_LATEX = parse("text/latex");
    /** {@code text/plain}. */
    public static final MIMEType TEXT_PLAIN = parse("text/plain");
    /** {@code text/css}. */
    public static final MIMEType TEXT_CSS = parse("text/css");
    /** {@code image/png}. */
    public static final MIMEType IMAGE_PNG = parse("image/png");
    /** {@code image/jpeg}. */
    public static final MIMEType IMAGE_JPEG = parse("image/jpeg");
    /** {@code image/gif}. */
    public static final MIMEType IMAGE_GIF = parse("image/gif");
    /** {@code image/svg+xml}. */
    public static final MIMEType IMAGE_SVG = parse("image/svg+xml");

    private final String text;

    private MIMEType(String text) {
        this.text = text;
    }

    /** The type that a text names. */
    public static MIMEType parse(String raw) {
        return new MIMEType(Objects.requireNonNull(raw).strip());
    }

    /** Whether this type, as a pattern, means that one. */
    public boolean matches(MIMEType type) {
        return text.equals("*")
                || text.equals(type.text)
                || (text.endsWith("/*") && type.text.startsWith(text.substring(0, text.length() - 1)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MIMEType type && text.equals(type.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
