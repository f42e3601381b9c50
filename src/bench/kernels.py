#!/usr/bin/env python3
"""Measures notebook kernels side by side in one run: ours, JJava and ipykernel; and our trivial cell beside a bare JShell's.

Every figure is taken in rounds, one kernel after another in each round, so that a machine that slows down slows all of them; what counts is the ratio of the
medians. Prints a Markdown table and keeps it as a file.

    ./interleave setup
    python3 -m venv target/bench-venv && target/bench-venv/bin/pip install -r src/bench/requirements.txt
    target/bench-venv/bin/python src/bench/kernels.py --rounds 5 --out target/bench/kernels.md
"""

import argparse
import json
import math
import os
import pathlib
import platform
import queue
import statistics
import subprocess
import sys
import time
from collections import defaultdict

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

TIMEOUT = 120.0
# of a flood: a kernel that has sent nothing for so long has lost its idle, and will not end
SILENCE = 20.0
TRIVIAL = "trivial cell, round trip (ms)"
ENGINES = {"local": "JShell in process", "default": "JShell's own remote engine"}
ROOT = pathlib.Path(__file__).resolve().parents[2]

PRINT_LINES = {
    "python": "for i in range({n}): print(i)",
    "java": "for (int i = 0; i < {n}; i++) System.out.println(i);",
}


class Kernel:
    """One kernel under measurement: where its kernelspec lies, and what it is called there."""

    def __init__(self, title, directory, spec, language, environment=None, guest=False):
        self.title, self.spec, self.language, self.guest = title, spec, language, guest
        self.specs = KernelSpecManager(kernel_dirs=[str(directory)], ensure_native_kernel=False)
        self.environment = {**os.environ, **(environment or {})}

    def start(self):
        manager = KernelManager(kernel_name=self.spec, kernel_spec_manager=self.specs)
        manager.start_kernel(env=self.environment, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        client = manager.blocking_client()
        client.start_channels()
        return Session(manager, client)


class Session:
    """A started kernel."""

    def __init__(self, manager, client):
        self.manager, self.client = manager, client

    def reply(self, message_id):
        while True:
            message = self.client.get_shell_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == message_id:
                return message["content"]

    def hear(self):
        """Waits until iopub is connected: what a kernel publishes before that is lost."""
        while True:
            self.client.kernel_info()
            try:
                self.client.get_iopub_msg(timeout=1)
                return
            except queue.Empty:
                continue

    def run(self, code):
        """Runs a cell until its reply and its idle have come; what it printed."""
        message_id = self.client.execute(code)
        printed = []
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != message_id:
                continue
            if message["msg_type"] == "stream":
                printed.append(message["content"]["text"])
            elif message["msg_type"] == "error":
                raise RuntimeError("\n".join(message["content"]["traceback"]))
            elif message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                break
        self.reply(message_id)
        return "".join(printed)

    def flood(self, code):
        """Runs a cell that prints a line a number; the seconds it took, infinite where its idle never came, and the lines that came."""
        message_id = self.client.execute(code)
        start = time.perf_counter()
        lines = 0
        try:
            while True:
                message = self.client.get_iopub_msg(timeout=SILENCE)
                if message["parent_header"].get("msg_id") != message_id:
                    continue
                if message["msg_type"] == "stream":
                    lines += message["content"]["text"].count("\n")
                elif message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                    return time.perf_counter() - start, lines
        except queue.Empty:
            return math.inf, lines

    def fails(self, code):
        """Runs a cell that is to fail; the error's name."""
        return self.reply(self.client.execute(code)).get("ename")

    def interrupted(self, code):
        """Starts a cell that does not end and interrupts it; the seconds from the interrupt to idle."""
        message_id = self.client.execute('System.out.println("running");\n' + code)
        while True:
            message = self.client.get_iopub_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") != message_id:
                continue
            if message["msg_type"] == "stream":
                start = time.perf_counter()
                self.manager.interrupt_kernel()
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                return time.perf_counter() - start

    def restart(self):
        """Restarts the kernel as Jupyter does, and runs a cell. It waits for the reply alone: the client's own wait for readiness listens on for 0.2 s."""
        self.manager.restart_kernel(now=False)
        self.reply(self.client.execute("1+1"))

    def complete(self, code):
        return self.reply(self.client.complete(code))

    def memory(self):
        """Proportional set size of the kernel's process and all its descendants, in MiB."""
        return sum(map(pss, descendants(self.manager.provisioner.pid))) / 1024

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def descendants(pid):
    found = [pid]
    for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += descendants(int(child))
    return found


def pss(pid):
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0


def timed(action):
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def measure(kernel, figures):
    """One round of one kernel: start, cells, completion, memory, restart."""
    started = time.perf_counter()
    session = kernel.start()
    try:
        session.reply(session.client.execute("1+1"))
        figures["start to first result (s)"].append(time.perf_counter() - started)
        session.hear()
        if sys.platform == "linux":
            figures["memory after start (MiB)"].append(session.memory())
        cells = [timed(lambda: session.run("1+1"))[0] * 1000 for _ in range(100)]
        figures[TRIVIAL].append(statistics.median(cells[20:]))
        if sys.platform == "linux":
            figures["memory after 100 cells (MiB)"].append(session.memory())
        word = '"abc".up'
        session.complete(word)
        figures["completion (ms)"].append(statistics.median(timed(lambda: session.complete(word))[0] * 1000 for _ in range(15)))
        if kernel.guest:
            measure_the_guest(session, figures)
        figures["restart to first result (s)"].append(timed(session.restart)[0])
    finally:
        session.close()


def measure_the_guest(session, figures):
    """What only a kernel with a JVM of its own for cells can do: stop a spinning cell, outlive System.exit, take other JVM options."""
    figures["interrupt of a spin to idle (s)"].append(session.interrupted("while (true) { }"))
    session.fails("System.exit(1);")
    figures["System.exit to the next result (s)"].append(timed(lambda: session.run("1+1"))[0])
    figures["%jvm to the next result (s)"].append(timed(lambda: (session.run("%jvm -Xmx128m"), session.run("1+1")))[0])


def flooded(kernel, figures, n):
    """Prints n lines, in a session of its own: a kernel that loses its idle is of no more use."""
    session = kernel.start()
    try:
        session.reply(session.client.execute("1+1"))
        session.hear()
        seconds, lines = session.flood(PRINT_LINES[kernel.language].format(n=n))
        figures[f"{n:,} printed lines (s)"].append(seconds)
        figures[f"{n:,} printed lines, lost"].append(n - lines)
    finally:
        session.close()


def bare(java, engine):
    """The milliseconds that a bare JShell takes for a trivial cell, in a JVM of its own that is as warm as the kernels are."""
    source = pathlib.Path(__file__).with_name("BareJShell.java")
    ran = subprocess.run([java, str(source), engine], check=True, capture_output=True, text=True, timeout=TIMEOUT)
    return float(ran.stdout)


def sustained(kernel, figures):
    """Cell 1,000 against cell 100 of one session, each as the median of 50 around it."""
    session = kernel.start()
    try:
        session.reply(session.client.execute("1+1"))
        times = [timed(lambda: session.run("1+1"))[0] for _ in range(1025)]
        figures["cell 1,000 against cell 100"].append(statistics.median(times[975:1025]) / statistics.median(times[75:125]))
    finally:
        session.close()


def shown(figure):
    """A figure as the table has it."""
    return "-" if figure is None else "never ends" if math.isinf(figure) else f"{figure:.3g}" if abs(figure) < 1000 else f"{figure:,.0f}"


def rendered(rows):
    head, *body = rows
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] + ["---:"] * (len(head) - 1), *body])


def table(kernels, figures):
    """One row a figure: the medians, and ours as a ratio of each other's."""
    ours, *others = kernels
    rows = [["figure", *(k.title for k in kernels), *(f"ours / {k.title}" for k in others)]]
    for figure in figures[ours.title]:
        medians = {k.title: statistics.median(figures[k.title][figure]) if figures[k.title].get(figure) else None for k in kernels}
        row = [figure] + [shown(medians[k.title]) for k in kernels]
        for other in others:
            mine, theirs = medians[ours.title], medians[other.title]
            comparable = mine is not None and theirs and math.isfinite(theirs) and "lost" not in figure
            row.append(f"{mine / theirs:.2f}" if comparable else "-")
        rows.append(row)
    return rendered(rows)


def table_of_engines(ours, figures, bare_figures):
    """Our trivial cell, from a client and back, beside what a bare JShell takes to evaluate it."""
    mine = statistics.median(figures[ours.title][TRIVIAL])
    rows = [["a trivial cell", "ms", f"{ours.title} / this"], [f"{ours.title}, round trip", shown(mine), "1"]]
    for engine, title in ENGINES.items():
        theirs = statistics.median(bare_figures[engine])
        rows.append([f"{title}, evaluation alone", shown(theirs), f"{mine / theirs:.2f}"])
    return rendered(rows)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--lines", type=int, nargs="*", default=[20_000, 1_000_000], help="how many lines to print; none leaves it out")
    arguments.add_argument("--sustained", action="store_true", help="also compare cell 1,000 with cell 100")
    arguments.add_argument("--out", type=pathlib.Path, default=ROOT / "target/bench/kernels.md")
    options = arguments.parse_args()

    here = pathlib.Path(sys.prefix) / "share/jupyter/kernels"
    ours = ROOT / ".venv/share/jupyter/kernels"
    if not (ours / "java").is_dir():
        sys.exit("Our kernel is not installed: run ./interleave setup first.")
    java = {"PATH": os.environ.get("JAVA_HOME", "") + "/bin:" + os.environ["PATH"]}
    kernels = [
        Kernel("Interleave", ours, "java", "java", guest=True),
        Kernel("JJava", here, "java", "java", java),
        Kernel("ipykernel", here, "python3", "python"),
    ]
    figures = {kernel.title: defaultdict(list) for kernel in kernels}
    bare_figures = defaultdict(list)
    jvm = json.loads((ours / "java/kernel.json").read_text())["argv"][0]
    for number in range(options.rounds):
        for kernel in kernels:
            print(f"round {number + 1} of {options.rounds}: {kernel.title}", file=sys.stderr)
            measure(kernel, figures[kernel.title])
            for n in options.lines:
                flooded(kernel, figures[kernel.title], n)
        for engine in ENGINES:
            bare_figures[engine].append(bare(jvm, engine))
    if options.sustained:
        for kernel in kernels:
            sustained(kernel, figures[kernel.title])
    text = "\n".join([
        f"Medians of {options.rounds} rounds, {platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}.",
        "",
        table(kernels, figures),
        "",
        table_of_engines(kernels[0], figures, bare_figures),
        "",
    ])
    print(text)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(text)


if __name__ == "__main__":
    main()
