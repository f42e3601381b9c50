package interleave.guest;

import java.util.List;
import java.util.Map;

/**
 * Shows values of one kind as something better than text; found by {@link java.util.ServiceLoader}.
 *
 * <p>Rendering happens where the objects live, in the guest, so a renderer may touch them freely, and its libraries are only loaded when a value of its
 * kind turns up.
 */
public interface Renderer {
    /** Whether this renderer shows such a value. Asked for every value, so it must be quick and load nothing. */
    boolean renders(Object value);

    /**
     * The value by MIME type, each a {@link String} or, for binary types such as {@code image/png}, a {@code byte[]}; {@code text/plain} should be among
     * them, for front ends and readers that show nothing else.
     */
    Map<String, Object> render(Object value);

    /**
     * The same, where certain types are asked for.
     *
     * @param types the MIME types, none for whatever suits the value
     */
    default Map<String, Object> render(Object value, List<String> types) {
        return render(value);
    }
}
