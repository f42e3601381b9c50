/**
 * The half of a run that stands beside learner code: its threads, which run one at a time, what stands in for the JDK in woven classes, and, if orders are explored,
 * who goes on at each step.
 *
 * <p>Knows neither the other half nor any service by its kind: whoever makes an {@link interleave.schedule.inside.Inside} drives it with
 * {@linkplain interleave.schedule.message messages}, and says what a failed call throws. Nearly all of it is nobody else's business and stays package-private: threads,
 * timers and locks know each other closely. Come in by Inside and, for an explored run, {@link interleave.schedule.inside.Exploring}; a service's stand-in calls
 * {@link interleave.schedule.inside.ServiceCalls}. What else is public is called by woven code, which names it as {@link interleave.schedule.weave} writes it there.
 *
 * <dl>
 *   <dt>A run, and its learner threads
 *   <dd>Inside, LearnerThread, ReadyQueue, VirtualThreads, Timers, Timer, Timed, Waits, CommonPool, Monitors,
 *       IdentityHashes, RunOverError, NotCoveredException
 *   <dt>Calls of services
 *   <dd>ServiceCalls, StoreOperation
 *   <dt>What woven code calls
 *   <dd>Fuel, Points, InsteadOfJdk, InsteadOfTime, InsteadOfThreads, InsteadOfExecutors, InsteadOfFutures, InsteadOfLocks,
 *       InsteadOfCollections, InsteadOfRandom
 *   <dt>What it is given instead of the JDK's
 *   <dd>SimFuture, SimThreadPool, SimForkJoinPool, SimScheduledPool, SimThreadPerTask, SimRandom, ParallelPipeline
 *   <dt>An explored run
 *   <dd>Exploring, Intent, JdkCalls, Polling
 *   <dt>What the reader of an order is told
 *   <dd>Telling, SharedValues, MemberValue
 * </dl>
 */
package interleave.schedule.inside;
