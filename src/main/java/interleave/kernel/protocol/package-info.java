/**
 * The wire to Jupyter: connection file, ZeroMQ sockets, signed messages, heartbeat.
 *
 * <p>Knows nothing of Java cells. Imports nothing of ours.
 */
package interleave.kernel.protocol;
