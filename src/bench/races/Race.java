package races;

import java.util.List;

/** A program of two threads or more. A new object of it is a new run. */
public interface Race {
    /** What each thread does. */
    List<Runnable> actors() throws Exception;

    /** What must hold when all are at their end. */
    void check();
}
