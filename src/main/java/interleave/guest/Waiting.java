package interleave.guest;

import interleave.link.Struct;
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;

/** Where a thread stands and what it waits for, as data. */
final class Waiting {
    private Waiting() {}

    /** The thread's name, state, frames, and the lock it waits for with its holder, where there is one. */
    static Struct of(Thread thread) {
        ThreadInfo info = thread.isVirtual()
                ? null
                : ManagementFactory.getThreadMXBean().getThreadInfo(new long[] {thread.threadId()}, 0)[0];
        LockInfo lock = info == null ? null : info.getLockInfo();
        var frames = new ArrayList<Struct>();
        for (StackTraceElement frame : thread.getStackTrace()) {
            frames.add(Struct.of(
                    "frame",
                    "class",
                    frame.getClassName(),
                    "method",
                    frame.getMethodName(),
                    "file",
                    frame.getFileName(),
                    "line",
                    frame.getLineNumber()));
        }
        return Struct.of(
                "waiting",
                "thread",
                thread.getName(),
                "state",
                thread.getState(),
                "frames",
                frames,
                "lock",
                lock == null ? null : lock.getClassName(),
                "holder",
                info == null ? null : info.getLockOwnerName());
    }
}
