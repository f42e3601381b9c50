"""%%timeline over a cell: what each thread did when, also the waits of virtual threads that the JVM's recorder does not tell of."""

import pytest
from kernels import Notebook


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    yield notebook
    notebook.close()


def test_shows_what_virtual_threads_wait_for(notebook):
    ran = notebook.run(
        """%%timeline
        import java.util.concurrent.locks.*;
        ReentrantLock lock = new ReentrantLock();
        var queue = new LinkedBlockingQueue<String>();
        var result = new CompletableFuture<String>();
        Object monitor = new Object();
        lock.lock();
        List<Thread> threads = new ArrayList<>();
        synchronized (monitor) {
            threads.add(Thread.ofVirtual().name("locking").start(() -> { lock.lock(); lock.unlock(); }));
            threads.add(Thread.ofVirtual().name("taking").start(() -> { try { queue.take(); } catch (InterruptedException e) { } }));
            threads.add(Thread.ofVirtual().name("joining").start(() -> result.join()));
            threads.add(Thread.ofVirtual().name("entering").start(() -> { synchronized (monitor) { } }));
            Thread.sleep(100);
        }
        lock.unlock();
        queue.add("order");
        result.complete("dish");
        for (Thread thread : threads) thread.join();
        threads.size()"""
    )
    assert ran.status == "ok", ran.error
    assert ran.result == "4"
    shown = [c["data"] for t, c in ran.messages if t == "display_data" and "image/svg+xml" in c["data"]]
    assert len(shown) == 1, ran.messages
    words = shown[0]["text/plain"]
    lines = {line.split(":")[0]: line for line in words.splitlines() if ": " in line}
    assert "waits for a lock" in lines["locking"], words
    assert "waits for something in a queue" in lines["taking"], words
    assert "waits for another task" in lines["joining"], words
    assert "waits for a lock" in lines["entering"], words
    assert "alt=" in shown[0]["text/html"] and "<details>" in shown[0]["text/html"]


def test_shows_the_tasks_of_a_pool_that_an_earlier_cell_made(notebook):
    made = notebook.run(
        """var factory = Thread.ofPlatform().name("cook-", 0).daemon().factory();
        ExecutorService cooks = Executors.newFixedThreadPool(1, factory);
        cooks.submit(() -> 1).get()"""
    )
    assert made.result == "1", made.error
    ran = notebook.run("%%timeline\nfor (int i = 0; i < 3; i++) cooks.submit(() -> { Thread.sleep(20); return 1; }).get();")
    assert ran.status == "ok", ran.error
    words = ran.reports[0]
    assert "cook-0: " in words and "sleeps" in words and "(3 times)" in words, words


def test_a_cell_that_fails_is_shown_all_the_same(notebook):
    ran = notebook.run("%%timeline\nThread.sleep(20);\nint burnt = 1 / 0;")
    assert ran.status == "error"
    assert "/ by zero" in ran.error
    assert any("sleeps" in report for report in ran.reports), ran.reports


def test_says_where_it_belongs(notebook):
    ran = notebook.run("%timeline 1 + 1")
    assert ran.status == "error"
    assert "first line of a cell" in ran.error


def test_leaves_nothing_of_the_recorder_on_the_disk(notebook):
    """A guest is killed, so what the JVM would remove when it ends must be gone before."""
    ran = notebook.run("%%timeline\nThread.sleep(1);")
    assert ran.status == "ok", ran.error
    there = notebook.run('Files.exists(Path.of(System.getProperty("jdk.jfr.repository")))')
    assert there.result == "false", there.error
    again = notebook.run("%%timeline\nThread.sleep(1);")
    assert "sleeps" in again.reports[0], again.reports


def test_is_as_long_as_what_the_cell_did(notebook):
    """Compiling between two statements is no part of it; the first of what a statement does is, though no look at its thread came in time."""
    for _ in range(5):
        ran = notebook.run(
            """%%timeline
            double millis() throws Exception {
                long begin = System.nanoTime();
                while (System.nanoTime() - begin < 3_000_000) { }
                Thread.sleep(5);
                return (System.nanoTime() - begin) / 1e6;
            }
            double first = millis();
            double second = millis();"""
        )
        assert ran.status == "ok", ran.error
        shown = float(ran.reports[0].split(" in ")[1].split(" ms")[0])
        did = float(notebook.run("first + second").result)
        rounding = 0.5 if shown >= 100 else 0.05
        assert shown >= did - rounding, ran.reports
