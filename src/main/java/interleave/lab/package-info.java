/**
 * What a lesson calls: predict, compare, show; real services to measure against.
 *
 * <p>Lives in the learner's JVM. May import {@code guest}, {@code schedule} and {@code link}; runs on any IJava-family kernel as well.
 */
package interleave.lab;
