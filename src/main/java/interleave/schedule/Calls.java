package interleave.schedule;

/**
 * What is asked of a service, as it crosses to the outside: names and types, nothing implements them.
 *
 * <p>Unlike the interface that learner code sees, which its stand-in turns into these, they are data alone: a connection is a number, work a time in nanoseconds.
 */
final class Calls {
    private Calls() {}

    interface OfStore<V> {
        V read(String key);

        void write(String key, V value);

        boolean replace(String key, V expected, V value);
    }

    interface OfRemote<Q, A> {
        A call(Q request);
    }

    interface OfPool {
        long acquire();

        void release(long connection);
    }

    interface OfCpu {
        void work(long nanos);

        long cores();
    }

    interface OfLoop {
        void queued(long task);

        void started(long task);

        void ended(long task);
    }

    interface OfClock {}
}
