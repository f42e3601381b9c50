package exercise;

/** The counts of all, in a store that several servers share. Each operation is atomic, two in a row are not. */
public interface Counts {

    /** The count, 0 at first. */
    int read(String name);

    /** Sets the count, whatever was there. */
    void write(String name, int count);

    /**
     * Sets the count if the one there is still the expected one.
     *
     * @return whether it did
     */
    boolean replace(String name, int expected, int count);
}
