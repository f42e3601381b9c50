/**
 * The command line: {@link interleave.command.InterleaveCommand}, one small file a subcommand, and what several of them share.
 *
 * <p>Reads options, calls the rooms that do the work, prints, and ends with an {@code ExitCode}. May enter every room of the trusted JVM; only
 * {@link interleave.Main} comes in here.
 */
package interleave.command;
