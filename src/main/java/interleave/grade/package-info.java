/**
 * Judges answers: exercises, submissions, the host that runs JUnit 5 tests, the sandbox around the guest, and the verdict.
 *
 * <p>Lives in the trusted JVM. Learner code never runs here: a test calls the answer across {@link interleave.link}. May import {@code schedule} and
 * {@code link}.
 *
 * <h2>How to write an exercise</h2>
 *
 * <p>An exercise is a folder; adding one touches no Java outside it.
 *
 * <pre>
 * exercises/03-fan-out/
 *   exercise.ipynb         the task; one cell starts with %%answer 03-fan-out and holds the starter: it compiles, and earns nothing
 *   exercise.json          {"title": "Fan out", "minutes": 20, "ideas": ["07-lazy-stream", "08-chain-is-fan-out"],
 *                           "limits": {"heapMiB": 64, "realSeconds": 10, "outputKiB": 64}, "allow": []}
 *   contract/*.java        package exercise; one public interface that the answer implements, its records, its services
 *   test/*Test.java        package exercise; JUnit 5, run in the host, shown to the learner
 *   hints.md               ## 1, ## 2, ## 3: from a nudge to nearly the answer, never the code
 * solutions/03-fan-out/
 *   Solution.java          imports and types only, no package; one class implements the contract; earns every point
 *   wrong/07-lazy-stream.java   first line: // fails: the sentence that the first test it fails says happened
 *   hidden/*Test.java      like test/, but never shipped to the learner
 * </pre>
 *
 * <p>All fields of {@code exercise.json} but {@code title} may be left out. {@code allow} names packages ({@code "java.net.http"}) or classes that the
 * answer may use beyond the usual ones. If {@code contract/} holds more than one interface, {@code "contract": "ProfilePage"} names the one to implement.
 *
 * <h2>How to write its test</h2>
 *
 * <pre>{@code
 * package exercise;
 *
 * import static interleave.grade.Check.*;
 *
 * import interleave.grade.Idea;
 * import interleave.grade.Outcome;
 * import interleave.grade.Points;
 * import java.time.Duration;
 * import java.util.List;
 * import org.junit.jupiter.api.*;
 *
 * @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
 * class FanOutTest {
 *     final Remote<Integer, String> profiles = ...;   // a service of interleave.schedule: 200 ms, see its guide
 *
 *     @Test @Order(1) @Points(3) @Idea("07-lazy-stream")
 *     @DisplayName("fifty profiles take as long as one")
 *     void together() {
 *         List<String> page = learner(ProfilePage.class).load(profiles, ids(50));
 *
 *         part(1, () -> requireEquals(names(50), page, "the names are not in the order asked"));
 *         requireWithin(Duration.ofMillis(200), "all calls wait at the same time, 200 ms",
 *                 "at most " + profiles.maxInFlight() + " calls waited at the same time");
 *     }
 * }
 * }</pre>
 *
 * <ul>
 *   <li>It is an ordinary JUnit 5 test: {@code @Test}, {@code @ParameterizedTest} and dynamic tests, {@code @BeforeEach}, nested classes. Its title is
 *       the display name; its order in the report is the order of execution, so say it with {@code @Order}.
 *   <li>{@link interleave.grade.Points} gives its worth, {@link interleave.grade.Idea} the wrong idea behind a failure,
 *       {@link interleave.grade.Check#part} partial credit. Only a successful test earns: an aborted, skipped or not executed one earns nothing.
 *   <li>{@link interleave.grade.Check#learner} is the answer. Calls take and return plain data: primitives, their boxes, {@code String}, enums,
 *       records, sealed interfaces of records, {@code List}, {@code Set}, {@code Map}, {@code Optional}, {@code Duration}, and a {@code CompletableFuture}
 *       of these as a result: the call returns when it is complete, and {@link interleave.grade.Check#took} is the virtual time until then.
 *       An argument that is an interface of the contract or of {@code interleave.schedule} is a service: it stays in the host, what the answer calls
 *       on it is seen there.
 *   <li>Time is virtual and exact: compare with {@code equals} or {@code <=}, never with a tolerance. No sleeps, no threads, no wall clock in a test.
 *   <li>A failure is a sentence: {@link interleave.grade.Check#require}, {@link interleave.grade.Check#requireWithin},
 *       {@link interleave.grade.Check#requireEquals}, or {@code throw Rejection.of(Outcome.TOO_MANY, expected, happened)}. Plain JUnit assertions work
 *       too: outcome {@code wrong}, what happened is their message and the actual value.
 *   <li>An exception of the answer that the test does not catch, a deadlock, a future never completed, an endless loop, exit, out of memory, stack
 *       overflow or a flood of output ends that one test, with words and the learner's line; a fresh guest takes the next test.
 *   <li>No test may pass on everything: {@code interleave exercise check} proves that the starter earns nothing.
 * </ul>
 */
package interleave.grade;
