package exercise;

/**
 * Something that a customer wants to know.
 *
 * @param customer who asks
 * @param id what is asked
 */
public record Question(String customer, int id) {}
