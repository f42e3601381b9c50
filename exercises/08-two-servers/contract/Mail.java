package exercise;

/** Sends mails, which cannot be taken back. */
public interface Mail {

    /** Tells somebody about the prize. */
    void send(String name);
}
