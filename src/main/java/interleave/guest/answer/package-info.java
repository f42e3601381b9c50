/**
 * The guest of the grader: makes what it is told to with one answer, in virtual time or in an order that the host chose, and sends back what came of it.
 *
 * <p>Stands in the sandbox beside hostile code, and holds no secret: the host believes nothing but what it sees itself. {@code AnswerMain} is where its JVM
 * starts; nothing comes in from outside. Shares output and the words of failures with the guest of a notebook, {@link interleave.guest}.
 */
package interleave.guest.answer;
