package interleave.link;

/**
 * What a frame is for. DEFINE, INVOKE and DUMP are requests: each is answered by exactly one RESULT or ERROR that bears the same id.
 *
 * <p>The bodies stand in the package's documentation.
 */
public enum Kind {
    /** Guest, first frame: {@code hello{version, pid}}. */
    HELLO,
    /** Classes or class path entries for the guest. */
    DEFINE,
    /** Run a snippet, read a variable, call an answer. */
    INVOKE,
    /** A request ended well. */
    RESULT,
    /** A request ended with an exception. */
    ERROR,
    /** Printed bytes; the id is the cell that owns them, 0 where nobody is known. */
    OUT,
    /** The guest asks for a line of input, the front answers with it, or with null at the end of input. */
    STDIN,
    /** Something to show: display data, a report. */
    EVENT,
    /** Learner code, gone quiet, hands over what it asked of the services; a cell calls a magic. */
    SERVICE_CALL,
    /** What the services answer, and what the clock shows now; what came of the magic. */
    SERVICE_ANSWER,
    /** Run the answer along these choices. */
    SCHEDULE,
    /** The choices that were met on the way. */
    TRACE,
    /** Interrupt the cell with this id. */
    STOP,
    /** List the threads. */
    DUMP,
    /** End the guest. */
    BYE
}
