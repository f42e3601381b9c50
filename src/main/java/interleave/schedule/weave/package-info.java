/**
 * How learner code comes under the control of a run: transformations of its classes, by {@link java.lang.classfile}, after which it calls
 * {@link interleave.schedule.inside} where it called the JDK, touched what threads share, or began another turn of a loop.
 *
 * <p>Class files in, class files out. Nothing of a run is imported: what woven code is to call is known by its name alone, so that learner code can be woven in one JVM and
 * run in another. Three weavings, one after another:
 *
 * <dl>
 *   <dt>Where others may come in between, if orders are explored
 *   <dd>PointWeaving, MethodReferences
 *   <dt>What is called instead of the JDK, and what is refused
 *   <dd>Redirections, Handlers, Instead, Refusals, Linkage, SynchronizedMethods, StaticInitializers, AroundBody,
 *       IdentityHashCodes
 *   <dt>What makes loops end
 *   <dd>FuelWeaving
 *   <dt>Besides
 *   <dd>Called, SourceNames
 * </dl>
 */
package interleave.schedule.weave;
