/**
 * The wire between the two JVMs, and how a guest JVM is started, stopped and watched.
 *
 * <p>JDK only, imports nothing of ours: hostile code sits on the other side.
 *
 * <h2>The bodies of the frames</h2>
 *
 * <p>In every frame the id is the cell, or under the grader the call, that it belongs to. DEFINE, INVOKE and DUMP are answered by exactly one RESULT or
 * ERROR with the same id, in the order they were sent.
 *
 * <table>
 * <caption>Front to guest</caption>
 * <tr><th>kind</th><th>body</th></tr>
 * <tr><td>DEFINE</td><td>{@code classes{classes: [class{name, bytes}]}}, {@code redefine{classes}} or {@code path{entries: [file name]}}</td></tr>
 * <tr><td>INVOKE</td><td>{@code snippet{class, method, show}}, where nothing is rendered if {@code show} is false, {@code variable{class, name}}, {@code end{}} once a cell is over,
 * {@code watch{on}}, {@code end-thread{id, millis}}, whose RESULT is null or what the thread still does; or, under the grader, {@code answer{…}}</td></tr>
 * <tr><td>STOP</td><td>none; {@code "abandon"} to leave behind a cell that does not end</td></tr>
 * <tr><td>STDIN</td><td>the line without its end, null at the end of input</td></tr>
 * <tr><td>DUMP, BYE</td><td>none</td></tr>
 * </table>
 *
 * <table>
 * <caption>Guest to front</caption>
 * <tr><th>kind</th><th>body</th></tr>
 * <tr><td>HELLO</td><td>{@code hello{version, pid}}</td></tr>
 * <tr><td>RESULT</td><td>null for void; for a snippet {@code value{data: {MIME type: string or bytes}}}, {@code text/plain} always among them</td></tr>
 * <tr><td>ERROR</td><td>{@code exception{class, message, frames: [frame{class, method, file, line}], cause, suppressed}}, where {@code cause} is null or the
 * same again; {@code unresolved{id, frames}} when a snippet needs a name that does not exist yet; {@code stopped{left}} when the cell was interrupted, where
 * {@code left} describes its thread if that had to be left behind;
 * {@code refused{message}} when the request itself was not possible</td></tr>
 * <tr><td>OUT</td><td>{@code out{stream: 1 or 2, thread, sequence, bytes}}; the id is the owner, 0 where nobody is known</td></tr>
 * <tr><td>STDIN</td><td>none: a line is asked for</td></tr>
 * <tr><td>EVENT</td><td>{@code display{data, displayId, update}}, or {@code report{about, …}}: about {@code uncaught{thread, exception}}, {@code unseen{exceptions}},
 * {@code left{threads}}, each thread as in the answer to DUMP</td></tr>
 * <tr><td>RESULT of DUMP</td><td>{@code threads{threads: [thread{id, name, virtual, state, cell, millis, idle, frames, lock, holder}], deadlocks: [[id]]}}</td></tr>
 * </table>
 */
package interleave.link;
