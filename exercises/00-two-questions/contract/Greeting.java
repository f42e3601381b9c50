package exercise;

import interleave.schedule.Remote;

/** Puts a greeting together from two words that a service knows. It takes 100 ms for each. */
public interface Greeting {

    /**
     * Asks for both words. Neither needs the other, so a greeting takes 100 ms.
     *
     * @param words knows the word for each name; {@code call} waits for it, {@code callAsync} gives a future at once
     * @param first name of the first word
     * @param second name of the second word
     * @return both words, the first first, with a space between them
     */
    String greet(Remote<String, String> words, String first, String second);
}
