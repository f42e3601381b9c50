/**
 * Where the jar starts, {@link interleave.Main}, the command line, {@code InterleaveCommand}, and one small file a subcommand. Everything else lives in the rooms below it.
 *
 * <p>May import {@code kernel} and {@code grade}; nothing imports it.
 */
package interleave;
