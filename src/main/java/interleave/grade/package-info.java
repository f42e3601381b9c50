/**
 * Judges answers: exercises, submissions, the host that runs JUnit 5 tests, the sandbox around the guest, and the verdict.
 *
 * <p>Lives in the trusted JVM. Learner code never runs here: a test calls the answer across {@link interleave.link}.
 *
 * <h2>The floors</h2>
 *
 * <pre>
 *   author   formats     who writes exercises; how results are written
 *      |      batch      a class of submissions, marks
 *      |        |
 *      +-- grade --+     here: what a test says (Check, Orders, World ...), who judges (Grader, TestRun, JudgeSession, OrderJudge), the verdict (Result)
 *             |
 *          compile       sources to classes
 *          sandbox       the machine that an answer gets
 *          exercise      a folder as data
 *        submission      what was handed in, as text
 * </pre>
 *
 * <p>A floor imports only what lies below it; {@code schedule} and {@code link} lie below them all. {@code ArchitectureTest} holds every door.
 *
 * <h2>How to write an exercise</h2>
 *
 * <p>An exercise is a folder; adding one touches no Java outside it. {@code interleave exercise new NAME} makes one that judges rightly as it stands, with
 * comments that say what each file is for.
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
 *   <li>What several do at the same time is not left to luck: {@link interleave.grade.Check#explore} judges the answer in every order, see below.
 *   <li>No test may pass on everything: {@code interleave exercise check} proves that the starter earns nothing.
 * </ul>
 *
 * <h2>How to write a test of what several do at once</h2>
 *
 * <p>Say who calls the answer at the same time, and what must hold when all are at their end. The steps of the callers (each access to a field, an
 * element or a shared object of the JDK; each call of a service as two steps, its effect and its answer) are then taken in one order after another, and what
 * must hold is checked for each, in the host. A whole test:
 *
 * <pre>{@code
 * package exercise;
 *
 * import static interleave.grade.Check.*;
 *
 * import interleave.grade.*;
 * import interleave.schedule.SimulatedStore;
 * import org.junit.jupiter.api.*;
 *
 * class BankTest {
 *     @Test @Points(3) @Idea("20-single-thread-is-safe")
 *     @DisplayName("two deposits at once both count")
 *     void twoDeposits() {
 *         explore(world -> {
 *             var accounts = SimulatedStore.of("accounts", Integer.class).with("ann", 0);
 *             Bank bank = learner(Bank.class);
 *             world.actor("A", () -> bank.deposit(accounts, "ann", 5));
 *             world.actor("B", () -> bank.deposit(accounts, "ann", 10));
 *             world.check(() -> requireEquals(15, accounts.contents().get("ann"), "a deposit is lost"));
 *         });
 *     }
 *
 *     @Test @Points(2)
 *     @DisplayName("a counter counts everybody")
 *     void counter() {
 *         Orders.few().switches(3).explore(world -> {
 *             Counter counter = learner(Counter.class);
 *             world.before(() -> counter.add(100));
 *             var first = world.actor("A", () -> counter.next());
 *             var second = world.actor("B", () -> counter.next());
 *             var total = world.after(() -> counter.value());
 *             world.check(() -> {
 *                 require(first.result() != second.result(), Outcome.RACE, "each caller gets a number of its own", "two got the same");
 *                 requireEquals(102, total.result(), "somebody was not counted");
 *             });
 *         });
 *     }
 * }
 * }</pre>
 *
 * <ul>
 *   <li>The program (the lambda) runs anew for each order, so services and variables made in it belong to one order. It must do the same each time.
 *   <li>Calls of the answer in it are written down and made in the guest; they return nothing there ({@code null}, zero). What they gave is asked of what
 *       {@code before}, {@code actor} and {@code after} return, in the check. An exception that nobody asks for makes the order fail.
 *   <li>Services of {@code interleave.schedule} take no time here: latencies say nothing about who is first. What they count holds: {@code maxInFlight()} is the
 *       most calls between effect and answer in that order. Time limits of the answer run out only where nobody else can go on, unless the test lets {@linkplain interleave.grade.Orders#timeLimits some} run out earlier; the verdict says which.
 *   <li>The outcome is {@code race} where the answer is right in some orders; what is wrong in all of them, or even when the callers come one after another,
 *       keeps the outcome of the check; who waits for each other in some order is a {@code deadlock}. The report has the shortest failing order as
 *       a table, with the learner's lines and the id that {@link interleave.grade.Orders#replay} takes.
 *   <li>The bound stands in the verdict, also where nothing was found: all orders, if one of each kind is quickly looked at, else at most 2 switches and 5,000 orders, unless {@link interleave.grade.Orders} says
 *       otherwise. {@code Orders.all()} of two callers with a few steps each is a proof for these two.
 *   <li>Static fields of the answer are new for each order; an answer that has some is explored a few times more slowly.
 *   <li>An answer that does something else when the same is asked in the same order (hash codes of its own, random numbers) is told so, as a wrong result.
 *   <li>What the memory model allows beyond an order of steps (a stale read of a plain field) is out of reach.
 * </ul>
 */
package interleave.grade;
