"""A long session of mixed cells whose guest is lost again and again: memory stays flat, and no thread, socket or process is left over."""

import os
import re
import subprocess
import time
from pathlib import Path

import pytest
from kernels import Notebook, await_end_of, children

FULL = os.environ.get("INTERLEAVE_TEST_FULL") == "true"
CELLS, LOSSES = (10_000, 200) if FULL else (240, 6)

# each ends as it says, whatever ran before it; {n} is the number of the cell
MIXED = [
    ("{n} + 1", "ok"),
    ("int v{few} = {n}; String s{few} = \"text {n}\";", "ok"),
    ("int twice(int n) {{ return n * 2 + {n}; }}\ntwice(3)", "ok"),
    ("class C{few} {{ int field = {n}; int get() {{ return field; }} }}\nnew C{few}().get()", "ok"),
    ("for (int i = 0; i < 200; i++) System.out.println(\"line \" + i);", "ok"),
    ("throw new IllegalStateException(\"{n}\");", "error"),
    ("int wrong = \"{n}\";", "error"),
    ("display(\"<b>{n}</b>\", \"text/html\");", "ok"),
    ("try (var pool = Executors.newFixedThreadPool(2)) {{ pool.submit(() -> System.out.println({n})); }}", "ok"),
    ("try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {{ pool.submit(() -> {n}).get() }}", "error"),
    ("CompletableFuture.supplyAsync(() -> {n}).join()", "ok"),
    ("%time Math.sqrt({n})", "ok"),
    ("List.of({n}, 2).stream().map(x -> x + 1).toList()", "ok"),
    ("var big{few} = new byte[1 << 20];", "ok"),
    ("record R{few}(int a) {{ }}\nnew R{few}({n})", "ok"),
    ("%%bash\necho {n}", "ok"),
    ("while (true) {{ }}", "interrupt"),
]
ENDS = ["System.exit(3);", "Runtime.getRuntime().halt(1);", "%jvm -Xmx200m", "%%bash\nkill -9 {guest}"]


def guest(notebook):
    ran = notebook.run("ProcessHandle.current().pid()")
    if ran.status == "error":
        # it ended as this cell began
        assert "the next cell runs in a new JVM" in ran.error, ran.error
        ran = notebook.run("ProcessHandle.current().pid()")
    return int(ran.result)


def parent(pid):
    status = Path(f"/proc/{pid}/stat").read_text()
    return int(status[status.rindex(")") + 2 :].split()[1])


def processes(pid):
    """How many processes there are below this one."""
    return sum(1 + processes(child) for child in children(pid))


def threads(pid):
    """Threads, but for those that the JDK keeps for a minute, or starts when it has much to compile."""
    names = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            names.append((task / "comm").read_text())
        except OSError:
            pass
    return sum(not name.startswith(("process reaper", "C1 Comp", "ForkJoinPool.co")) for name in names)


def sockets(pid):
    found = 0
    for name in os.listdir(f"/proc/{pid}/fd"):
        try:
            found += os.readlink(f"/proc/{pid}/fd/{name}").startswith("socket:")
        except OSError:
            pass
    return found


def live_megabytes(pid):
    """What the kernel's own heap holds after a collection."""
    jcmd = Path(os.readlink(f"/proc/{pid}/exe")).parent / "jcmd"
    histogram = subprocess.run([jcmd, str(pid), "GC.class_histogram"], capture_output=True, text=True, check=True).stdout
    sizes = {name: int(size) for size, name in re.findall(r"^ *\d+: +\d+ +(\d+) +(\S+)", histogram, re.MULTILINE)}
    # what the collector fills gaps with is nobody's
    return sum(size for name, size in sizes.items() if "Filler" not in name) / 1e6


def await_at_most(measure, pid, most):
    """What ends by itself is given the time to."""
    end = time.monotonic() + 30
    while measure(pid) > most:
        assert time.monotonic() < end, f"{measure.__name__}: {measure(pid)} after {most}"
        time.sleep(0.1)


def run_mixed(notebook, number):
    source, ends = MIXED[number % len(MIXED)]
    source = source.format(n=number, few=number % 7)
    if ends == "interrupt":
        asked = notebook.send('System.out.println("running");\n' + source)
        notebook.await_output(asked, "running")
        notebook.interrupt()
        assert notebook.await_end(asked).reply["ename"] == "Interrupted"
    else:
        ran = notebook.run(source)
        assert ran.status == ends, source + ran.error
    notebook.late.clear()
    if number % 10 == 0:
        notebook.reply_to(notebook.client.complete(f"v{number % 7}.toS"))
        notebook.reply_to(notebook.client.inspect("twice"))


def settle(notebook):
    """A new guest, in which a cell was interrupted: that opens the debugger's connection, which stays."""
    notebook.run(ENDS[0])
    run_mixed(notebook, len(MIXED) - 1)


def test_a_long_session_leaves_nothing_behind():
    notebook = Notebook()
    # not the manager's word: a kernel whose start-up cache is of another build starts another one without it
    pid = parent(guest(notebook))
    seen = {notebook.pid, pid}
    try:
        half = None
        for number in range(CELLS):
            if number % (CELLS // LOSSES) == CELLS // LOSSES - 1:
                before = guest(notebook)
                notebook.run(ENDS[number // (CELLS // LOSSES) % len(ENDS)].format(guest=before))
                await_end_of([before])
                seen.add(guest(notebook))
            else:
                run_mixed(notebook, number)
            if number == CELLS // 2:
                settle(notebook)
                megabytes = live_megabytes(pid)
                half = threads(pid), sockets(pid), megabytes, processes(pid)
        settle(notebook)
        await_at_most(threads, pid, half[0])
        await_at_most(sockets, pid, half[1])
        await_at_most(processes, pid, half[3])
        end = live_megabytes(pid)
        print(f"{CELLS} cells, {LOSSES} guests lost: {half[2]:.1f} MB live after half of them, {end:.1f} MB at the end; threads {half[0]}, sockets {half[1]}")
        assert end < half[2] * 1.25 + 4, (half, end)
        seen.add(guest(notebook))
    finally:
        notebook.close()
    await_end_of(seen)
    assert len(seen) > LOSSES
