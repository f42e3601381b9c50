/**
 * Time and order under control: the virtual clock, the simulated services an exercise is judged with, and the scheduler that both JVMs drive.
 *
 * <p>JDK only, imports nothing of ours, starts no thread of its own outside the scheduler it is given.
 */
package interleave.schedule;
