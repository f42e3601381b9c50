/**
 * Which orders of a program to run: searches over runs, which know of a program only what its runs tell, so it may be anywhere.
 *
 * <p>Plain data goes out, a {@link interleave.schedule.search.Schedule}: the choices a run begins with. Plain data comes back, its
 * {@link interleave.schedule.search.Trace}: who could go on at each step, what each was about to do, how the run ended. Runs are made, and counted, above.
 *
 * <dl>
 *   <dt>A run to make, and what became of it
 *   <dd>Schedule, Trace, TraceWriter
 *   <dt>Which runs
 *   <dd>Search, SwitchSearch, ReducedSearch, Causality, RandomSearch
 *   <dt>Orders, numbered and named
 *   <dd>AllOrders, Ids
 * </dl>
 */
package interleave.schedule.search;
