/**
 * Time and order under control: the virtual clock, the simulated services an exercise is judged with, and the scheduler that both JVMs drive.
 *
 * <p>JDK only, imports nothing of ours but its own rooms, starts no thread of its own: learner threads run on whoever drives a run.
 *
 * <h2>The two halves</h2>
 *
 * <p>A run has an <b>inside</b> ({@link interleave.schedule.inside.Inside}), which stands beside learner code and runs its threads until none can run any more,
 * and an <b>outside</b> ({@link interleave.schedule.Outside}), which can be trusted, owns the clock and the services and decides what happens next. They
 * exchange two messages, a {@link interleave.schedule.message.Step} and a {@link interleave.schedule.message.Move}. In one JVM,
 * {@link interleave.schedule.VirtualTime#run} joins them. Across a wire:
 *
 * <pre>{@code
 * // inside: the learner's JVM                                      // outside: the trusted JVM, one for a test
 * try (var inside = new Inside(DEFAULT, ServiceException::new)) {   var outside = new Outside();
 *                                                                   ServiceRef ref = outside.register(profiles);
 *   Object remote = ref.connect(inside);             <- ref.toMap() -
 *   Step step = inside.begin(() -> {                                outside.begin();
 *       Object result = answer.load(remote, ids);
 *       return result instanceof CompletableFuture<?> f ? f.join() : result;
 *   });
 *   while (true) {
 *     send(step.toMap());                            - Step ->      Move move = outside.next(Step.fromMap(received));
 *     Move move = Move.fromMap(receive());           <- Move -      send(move.toMap());
 *     if (move.kind() == END) break;                                // END: outside.ending() says how and when
 *     step = inside.apply(move);
 *   }
 *   // inside.result() or inside.failure(): send it
 * }
 * }</pre>
 *
 * <ul>
 *   <li>The inside is driven by one platform thread. Before the first {@code new Inside}, {@code java.lang} must be open to this module (an agent, or
 *       {@code --add-opens java.base/java.lang=ALL-UNNAMED}); else its constructor says so.
 *   <li>{@code toMap} gives null, Boolean, Long, String, byte[], List and Map with string keys, and in it the arguments of calls and the values of answers as they
 *       are: encode those so that they keep their class (an Integer stays an Integer), on both sides.
 *   <li>Learner classes are woven: two visitors for the class loader's hook, {@link interleave.schedule.weave.Redirections#of} first and
 *       {@link interleave.schedule.weave.FuelWeaving#of} after it. Code of the exercise that the
 *       learner calls (contract types) should be woven too.
 *   <li>An interface of an exercise's own contract is served by {@link interleave.schedule.SimulatedService#immediate}: register it with
 *       {@link interleave.schedule.Outside#registerImmediate}; its stand-in in the learner's JVM calls
 *       {@link interleave.schedule.inside.Inside#call Inside.current().call(name, method, arguments)}.
 *   <li>Several calls of an answer in one test: one inside, one outside; {@code outside.begin()} and {@code inside.begin(body)} for each.
 *   <li>A loop that is not woven never gets quiet, so {@code begin} and {@code apply} do not return: guard them by real time from another thread.
 *   <li>The learner may name the services, {@link interleave.schedule.Remote}, {@link interleave.schedule.Store}, {@link interleave.schedule.Pool} (and
 *       {@code Pool.Connection}), {@link interleave.schedule.Cpu}, {@link interleave.schedule.Loop}, {@link interleave.schedule.Clock}, and
 *       {@link interleave.schedule.ServiceException}; all else here is for tests and for us. A test makes {@code SimulatedRemote.of(...)} and so on, and hands
 *       it to the answer as the service.
 * </ul>
 *
 * <h2>What time is</h2>
 *
 * <p>Time passes only when no thread can run: it jumps to the next answer or timer. Computing takes no time. At the same moment, answers come before time
 * limits, and what was asked for first comes first. A run begins at 2000-01-01T00:00:00Z.
 *
 * <h2>Orders instead of time</h2>
 *
 * <p>{@link interleave.schedule.Explore} is the one line for a notebook and a JUnit test; it works on woven copies of the learner's classes
 * ({@link interleave.schedule.WovenCopy}) and of their objects. Under it, {@link interleave.schedule.Interleavings} runs a small program in every order its actors'
 * steps can come in; {@link interleave.schedule.weave.PointWeaving} is the weaving for it, before the other two. Here, too, there are two halves, and two messages between them, both plain data:
 *
 * <pre>
 *   Search  -- Schedule: the choices a run begins with -->        Runner
 *           &lt;-- Trace: who could go on at each step after it, --
 *               what each was about to do, how the run ended
 * </pre>
 *
 * <ul>
 *   <li>A {@link interleave.schedule.search.Search} decides which runs to make: depth first by the number of switches, one of each kind, or at random. All it knows
 *       of a program is what its traces say, so it works the same wherever the program runs.
 *   <li>A {@link interleave.schedule.Interleavings.Runner} makes runs. In this JVM that is {@link interleave.schedule.Interleavings#inThisJvm}; across a wire,
 *       {@code schedule.toMap()} goes out, several at once, {@code Trace.fromMap} comes back, and the other side makes the run with {@code inThisJvm}.
 *   <li>A run that calls services of the other side need not stop for each: {@link interleave.schedule.SimulatedService#copy} answers where the run is, and the steps
 *       and moves are written down. The other side then asks its own services the same, and believes its own answers.
 *   <li>After its prefix a run goes on with the actor that ran last. It is made fast; only the one that a reader is shown is made a second time,
 *       {@linkplain interleave.schedule.search.Schedule#told told}, with labels, values and lines.
 * </ul>
 *
 * <p>Two steps are independent, and so need not be tried in both orders, if they are of different actors and do not meet at one object with a write among them;
 * {@link interleave.schedule.inside.JdkCalls} says which object a call of the JDK meets. What is not known meets everything. Calls of the JDK are
 * one step each, whatever they do inside, but for those that change the size of an object that is made for one thread at a time (a {@code HashMap}, an {@code ArrayList}, a
 * {@code StringBuilder}): they have a beginning and an end, and whoever calls the same object in between gets a {@link java.util.ConcurrentModificationException}. A
 * {@code Thread.sleep} is over whenever it suits: nobody has promised that others are done by then. Locks, monitors, semaphores, latches and
 * blocking queues are modelled: a thread that could only wait is no candidate, and where there is none, it is a deadlock. All of this is sequentially consistent: what the
 * Java memory model allows beyond an order of steps, stale values and reordering, is out of reach, and reports say so. In an exploration the common pool and every
 * {@code ForkJoinPool} have as many workers as there are tasks, a thread that reads the same {@code 20} times while nobody else does anything lets others go first, and
 * which stage of several on one future runs first is the JDK's choice, not explored.
 *
 * <p>When a future is complete is no step of its own: it is with the last step before. That is all there is to see as long as nobody can tell which of two futures was
 * first. A program that can, because it asks whether one is done, takes the first of several, or hangs a stage on two without an executor, so that it runs where the
 * last of them is completed, is explored with all steps dependent on each other and with a step for the beginning of each task: many more orders, and the bound on
 * them is met sooner, which the verdict says. Not met are {@code Thread.isAlive} of a thread that never touches what it shares.
 *
 * <p>Nobody has promised what others have done when a time limit or a delay is over, so it may be over at any moment while its thread waits, as a step of its own that is a
 * switch: time passes, and all others do nothing. In one order a few of them are ({@link interleave.schedule.Interleavings#timeLimits}), the others, as in virtual time, only where nobody can go on;
 * the verdict says which. A future that is waited for within a limit is one whose completion can be told from that of others.
 *
 * <h2>Where what stands</h2>
 *
 * <pre>
 *   schedule     here: what learners and tests name, the services, the outside of a run, which orders were looked at and how that is told
 *      |
 *    inside      what stands beside learner code: its threads, what they have in place of the JDK, who goes on next
 *      |
 *    search      which orders to run
 *      |
 *   message      what the halves say to each other, as plain data
 *      |
 *    weave       how learner code is changed so that it calls the inside
 * </pre>
 *
 * <p>A floor imports only what lies below it: {@link interleave.schedule.inside}, {@link interleave.schedule.search}, {@link interleave.schedule.message}; the ground is
 * {@link interleave.schedule.weave}, which knows of the inside only the names that it writes into classes. {@code ArchitectureTest} holds every door. Here, from the door
 * inwards:
 *
 * <dl>
 *   <dt>What learners name
 *   <dd>Remote, Store, Pool, Cpu, Loop, Clock, ServiceException
 *   <dt>What tests name
 *   <dd>VirtualTime, WovenLoader, SimulatedService, SimulatedRemote, SimulatedStore, SimulatedPool, SimulatedCpu,
 *       SimulatedLoop, SimulatedClock, Explore, Exploration, OrderFailedError, Interleavings
 *   <dt>The outside
 *   <dd>Outside, Ending, Endings
 *   <dt>Between outside and inside
 *   <dd>ServiceRef, ServiceKind, Calls
 *   <dt>Services, as learner code holds them
 *   <dd>RemoteStub, StoreStub, PoolStub, CpuStub, LoopStub, ClockStub, ExploredStore
 *   <dt>Orders: which are looked at, and one of them run
 *   <dd>Plan, Survey, ProgramRun
 *   <dt>Orders of code as it stands
 *   <dd>WovenCopy, Copies, OrderThread, StoredOrders
 *   <dt>Orders, told
 *   <dd>SourceLines, Tables, OrderPage, HtmlText
 * </dl>
 *
 * <h2>What is covered</h2>
 *
 * <p>{@link interleave.schedule.weave.Redirections} lists what of the JDK means virtual time in woven classes, what is refused by name, and what is noticed when it happens;
 * {@link interleave.schedule.weave.PointWeaving} where in an exploration others may come in between. Each item has its test: {@code NotCoveredTest}, {@code StuckTest} and
 * {@code HiddenRacesTest}.
 */
package interleave.schedule;
