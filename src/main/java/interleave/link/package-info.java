/**
 * The wire between the two JVMs, and how a guest JVM is started, stopped and watched.
 *
 * <p>JDK only, imports nothing of ours.
 */
package interleave.link;
