package exercise;

import interleave.schedule.Remote;
import java.util.List;

/**
 * Builds the page of one user from the answers of two slow services.
 *
 * <p>Each question to either service takes 200 ms. You may ask in two ways: {@code call} waits on your thread until the answer is there, {@code
 * callAsync} gives you a future at once. Both end with a {@code ServiceException}, whose message says why, when the service fails.
 */
public interface ProfilePage {

    /**
     * The sections of a user's page, in the order of the layout.
     *
     * <p>Asks {@code layout} once, for the names of the sections; they are all different. Then asks {@code sections} once for each name. None of
     * these questions needs the answer to another, so a page takes 400 ms, with three sections or with fifty.
     *
     * <p>A section that cannot be had is on the page all the same, as {@link Section#failed} with the service's own message, and takes nothing from the
     * others. Without a layout there is no page: that failure is the caller's.
     *
     * @param user whose page it is, the question to {@code layout}
     * @param layout knows the names of a user's sections, in the order in which the page shows them
     * @param sections knows what a section shows
     * @return one {@link Section} for each name, all of them final: nothing is in flight any more
     */
    List<Section> page(String user, Remote<String, List<String>> layout, Remote<String, String> sections);
}
