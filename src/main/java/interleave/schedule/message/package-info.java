/**
 * What the two halves of a run say to each other, and how it is written: plain data that crosses from the learner's JVM to the trusted one and back.
 *
 * <p>The ground floor of {@link interleave.schedule}: knows nothing of a run, nor of a service. What comes from the other side may have been forged, so each
 * {@code fromMap} refuses whatever its {@code toMap} would not have made, and names the field.
 *
 * <dl>
 *   <dt>The two messages
 *   <dd>Step, Move
 *   <dt>What stands in them
 *   <dd>Call, Wait, Place
 *   <dt>How they are read and written
 *   <dd>Wire, Packed
 * </dl>
 */
package interleave.schedule.message;
