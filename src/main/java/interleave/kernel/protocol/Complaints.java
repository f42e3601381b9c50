package interleave.kernel.protocol;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says on standard error what went wrong on the wire, each kind of trouble once: a peer that floods us must not flood the log. */
final class Complaints {
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    void once(String kind, String sentence) {
        if (said.size() < 50 && said.add(kind)) {
            System.err.println("interleave kernel: " + sentence);
        }
    }
}
