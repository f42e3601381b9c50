#!/usr/bin/env python3
"""Measures tools that look for races side by side in one run, on the same classes: ours, Lincheck and a loop of 1,000 runs.

Each case is there broken and repaired, and every tool meets it in a JVM of its own: found or missed, a repaired one accused or not, the median time (the first in
that JVM, which is told beside it, left out where there are more). A tool that is not done in time is ended: what it has come to counts, and if that is nothing, the
limit stands for its time, and "more than" before the ratio; with the default limit the whole takes about ten minutes. Prints a Markdown table and keeps it as a file.

Lincheck gets each case as its guide has it: objects made by plain new inside the block, Thread.join() without a time, 1,000 invocations, no options. Ours may look
at as many orders: 1,000 of each kind that it looks at.

    ./interleave setup
    python3 src/bench/races.py --trials 3 --out target/bench/races.md
"""

import argparse
import os
import pathlib
import statistics
import subprocess

from jdk import java_home

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = ROOT / "src" / "bench" / "races"
CLASSES = ROOT / "target" / "bench" / "classes"
TOOLS = ("interleave", "lincheck", "stress")
CASES = {
    "CapturedCounter": "n++ on an object that a lambda captures",
    "GetThenPut": "get, then put, of a ConcurrentHashMap",
    "AsyncPoolOfTwo": "async read, write: pool of 2",
    "AsyncOneThread": "async read, write: one thread",
    "AsyncVirtualThreads": "async read, write: virtual threads",
    "AsyncForkJoin": "async read, write: ForkJoinPool(2)",
    "Deadlock": "two monitors in opposite order",
    "LockDeadlock": "two ReentrantLocks in opposite order",
    "CheckThenEnter": "check, then enter, instead of a semaphore",
    "LazyInit": "lazy initialization without a second check",
}


def class_path(maven):
    listing = ROOT / "target" / "bench" / "lincheck.classpath"
    listing.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [maven, "-q", "-B", "-f", ROOT / "src/bench/pom.xml", "dependency:build-classpath", f"-Dmdep.outputFile={listing}"],
        check=True,
    )
    return os.pathsep.join([str(CLASSES), str(ROOT / "target" / "interleave-guest.jar"), listing.read_text().strip()])


def measure(java, path, tool, case, trials, limit):
    """The lines that the tool printed for that case; none for what it did not come to within the limit."""
    command = [java / "bin/java", "-Xmx1g", "--add-opens", "java.base/java.lang=ALL-UNNAMED", "-cp", path]
    command += ["races.Measure", tool, case, str(trials)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            printed, _ = process.communicate(timeout=limit)
        except subprocess.TimeoutExpired:
            process.kill()
            printed, _ = process.communicate()
    lines = [line.split("\t") for line in printed.splitlines()]
    return [(line[0] == "found", float(line[1]), line[2]) for line in lines if len(line) == 3]


def words(results, fixed, trials, limit):
    """One cell: how often it was found (or a repaired one accused), the median time and the first; and these two as numbers, unless there are none."""
    if not results:
        return f"no result in {limit} s", None
    times = [time for _, time, _ in results]
    time = statistics.median(times[1:] or times)
    found = sum(1 for each, _, _ in results if each)
    hung = any("hung" in said for _, _, said in results)
    what = f"{found}/{len(results)}"
    if fixed:
        what = "right" if not found else f"**ACCUSED** {what}"
    elif found == 0:
        what = f"**missed** {what}"
    elif found < len(results):
        what = f"{what} by luck"
    else:
        what = f"found {what}"
    if len(results) < trials:
        what += f" of {trials}"
    told = f"{what}, {time:,.0f} ms (first {times[0]:,.0f})"
    return told + (' "hung"' if hung else ""), (time, times[0])


def faster(theirs, ours, limit):
    """How many times the other took, by the median and by the first; at least, if it was ended."""
    if not ours:
        return "–"
    if not theirs:
        return f"more than {limit * 1000 / ours[1]:,.0f} x"
    return f"{theirs[0] / ours[0]:,.0f} x (first {theirs[1] / ours[1]:,.0f} x)"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=3)
    parser.add_argument("--limit", type=int, default=20, help="seconds for all trials of one tool on one case (default: %(default)s)")
    parser.add_argument("--cases", nargs="*", choices=list(CASES), default=list(CASES))
    parser.add_argument("--maven", default=str(ROOT / "mvnw"))
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "target/bench/races.md")
    chosen = parser.parse_args()
    java = java_home()
    path = class_path(chosen.maven)
    CLASSES.mkdir(parents=True, exist_ok=True)
    subprocess.run([java / "bin/javac", "-nowarn", "-cp", path, "-d", CLASSES, *SOURCES.glob("*.java")], check=True)

    load = os.getloadavg()[0]
    rows = ["| case | | " + " | ".join(TOOLS) + " | ours is faster than Lincheck by |", "|---" * (len(TOOLS) + 3) + "|"]
    for case in chosen.cases:
        for fixed in (False, True):
            cells, times = [], {}
            for tool in TOOLS:
                results = measure(java, path, tool, case + ("Fixed" if fixed else ""), chosen.trials, chosen.limit)
                cell, times[tool] = words(results, fixed, chosen.trials, chosen.limit)
                cells.append(cell)
            ratio = faster(times["lincheck"], times["interleave"], chosen.limit)
            rows.append(f"| {CASES[case]} | {'repaired' if fixed else 'broken'} | " + " | ".join(cells) + f" | {ratio} |")
            print(rows[-1], flush=True)
    version = subprocess.run([java / "bin/java", "-version"], capture_output=True, text=True).stderr.splitlines()[1]
    before, after = load, os.getloadavg()[0]
    table = "\n".join(rows) + (
        f"\n\n{chosen.trials} trials each; {os.cpu_count()} processors, load {before:.1f} before and {after:.1f} after; {version}; Lincheck 3.7,"
        ' a loop of 1,000 runs. "hung" is Lincheck\'s own verdict, by the clock on the wall: on a busy machine it says so of what only waits for a processor.\n'
    )
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    chosen.out.write_text(table)
    print("\n" + table)


if __name__ == "__main__":
    main()
