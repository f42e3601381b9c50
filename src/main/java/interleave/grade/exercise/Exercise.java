package interleave.grade.exercise;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exercise as its folder says, all of it read: nothing of the folder is looked at again while answers are judged.
 *
 * <p>The task and the starter stand in a notebook and are for the learner; only what decides about a verdict or is said in one counts into
 * {@link #hash}: {@code exercise.json}, the contract, the tests, the hidden tests and the hints.
 *
 * @param id name of the folder, such as {@code 03-fan-out}
 * @param title one line for people
 * @param minutes how long a learner is expected to take, {@code >= 1}
 * @param limits what a test may use up
 * @param allow packages and classes that an answer may use beyond the usual ones
 * @param ideas entries of the catalogue of misconceptions that it meets
 * @param contractName the interface to implement if the folder names it, else null: the only public interface
 * @param contract sources of the contract, sorted by name
 * @param tests sources of the tests that the learner may read, sorted by name
 * @param hidden sources of the tests that the learner never gets, sorted by name
 * @param hints what to say next, from a nudge to nearly the answer; at least one
 * @param task the notebook's text up to the answer cell, in Markdown
 * @param starter source of the notebook's answer cell
 * @param folder where it was read from
 * @param solutions where its reference solution and its wrong answers stand, if there is such a folder
 * @param hash SHA-256 over what decides about a verdict
 */
public record Exercise(
        String id,
        String title,
        int minutes,
        Limits limits,
        List<String> allow,
        List<String> ideas,
        @Nullable String contractName,
        List<NamedSource> contract,
        List<NamedSource> tests,
        List<NamedSource> hidden,
        List<String> hints,
        String task,
        String starter,
        Path folder,
        @Nullable Path solutions,
        String hash) {

    /** The hint after {@code seen} hints were shown, from 0; the last one for any larger number. */
    public String hint(int seen) {
        return hints.get(Math.clamp(seen, 0, hints.size() - 1));
    }
}
