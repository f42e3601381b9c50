package exercise;

/**
 * A report that is to be written.
 *
 * @param name what it is about
 * @param pages how many it has, {@code >= 1}; none of them needs another one
 */
public record Report(String name, int pages) {}
