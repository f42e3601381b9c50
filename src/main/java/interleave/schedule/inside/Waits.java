package interleave.schedule.inside;

import interleave.schedule.message.Place;
import interleave.schedule.message.Wait;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads off a parked thread's stack what it waits for, in the learner's terms: the call of theirs that has not returned. */
final class Waits {
    private record Rule(String type, String method, Wait.What what) {
        boolean fits(String type, String method) {
            return type.matches(this.type) && method.matches(this.method);
        }
    }

    /** Class and method as regular expressions; the first that fits decides. */
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "(Completable|Sim|Fork|Counted|Recursive|Future|.*Future).*",
                    "get|join|invoke|resultNow",
                    Wait.What.FUTURE),
            new Rule(".*(Lock|LockView)", "lock.*|tryLock|(read|write)Lock.*", Wait.What.LOCK),
            new Rule(
                    ".*(Condition|ConditionObject|CountDownLatch|CyclicBarrier|Phaser|Exchanger)",
                    ".*",
                    Wait.What.SIGNAL),
            new Rule("Object", "wait.*", Wait.What.SIGNAL),
            new Rule("Semaphore", ".*", Wait.What.PERMIT),
            new Rule(".*(Queue|Deque)", ".*", Wait.What.QUEUE),
            new Rule("Thread", "join", Wait.What.END),
            new Rule(".*(Executor|ExecutorService|Scope|ScopeImpl|Pool).*", ".*", Wait.What.END));

    private Waits() {}

    static Wait of(LearnerThread thread, Predicate<String> learner) {
        StackTraceElement[] stack = thread.thread.getStackTrace();
        int top = 0;
        while (top < stack.length && !learner.test(stack[top].getClassName())) {
            top++;
        }
        Place place = top < stack.length ? Place.of(stack[top]) : null;
        Wait.What what = thread.waitsFor;
        String detail = thread.waitsIn;
        if (what == null) {
            StackTraceElement callee = callee(stack, top);
            if (thread.thread.getState() == Thread.State.BLOCKED) {
                what = Wait.What.LOCK;
                detail = "synchronized";
            } else if (place == null || callee == null) {
                what = Wait.What.WORK;
                detail = "a pool for work";
            } else {
                String type = Place.simpleName(callee.getClassName());
                what = kind(type, callee.getMethodName());
                detail = (type.equals("SimFuture") ? "CompletableFuture" : type) + "." + callee.getMethodName();
            }
        }
        Monitors.Hold hold = thread.inside.monitors().holder(thread);
        return new Wait(
                thread.name(),
                thread.main,
                what,
                detail,
                place,
                hold == null ? null : hold.thread.name(),
                hold == null ? null : hold.place);
    }

    /** The frame of the JDK that the learner's innermost frame called. */
    private static @Nullable StackTraceElement callee(StackTraceElement[] stack, int top) {
        for (int i = Math.min(top, stack.length) - 1; i >= 0; i--) {
            if (!stack[i].getClassName().startsWith("interleave.schedule.")
                    || stack[i].getClassName().equals(SimFuture.class.getName())) {
                return stack[i];
            }
        }
        return null;
    }

    private static Wait.What kind(String type, String method) {
        for (Rule rule : RULES) {
            if (rule.fits(type, method)) {
                return rule.what();
            }
        }
        return Wait.What.OTHER;
    }
}
