"""Executes notebooks through their kernel and says, cell by cell, how it goes: what `./interleave run` calls.

Exit codes: 0 every cell ran; 1 a cell failed; 2 wrong usage; 70 the kernel could not be started, or died.
"""

import argparse
import re
import sys
import time
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbconvert import HTMLExporter

DONE, CELL_FAILED, USAGE, INFRASTRUCTURE = 0, 1, 2, 70

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class Progress:
    """One line a code cell: its number, how long it ran, and its first line."""

    def __init__(self, name, notebook):
        self.name = name
        self.code_cells = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
        self.started = 0.0

    def start(self, cell, cell_index, **_):
        self.started = time.monotonic()

    def executed(self, cell, cell_index, execute_reply, **_):
        failed = execute_reply["content"]["status"] == "error"
        first = next((line.strip() for line in cell.source.splitlines() if line.strip()), "")
        print(
            f"{self.name}  cell {self.number(cell_index)} of {len(self.code_cells)}"
            f"  {time.monotonic() - self.started:6.2f} s  {'FAILED  ' if failed else ''}{first[:80]}",
            flush=True,
        )

    def number(self, cell_index):
        """The cell's number among the code cells, from 1: what a reader counts, as In [n] does."""
        return self.code_cells.index(cell_index) + 1


def execute(path, seconds_a_cell):
    """Returns the executed notebook and what went wrong, or None."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as unreadable:  # nbformat raises what json, schema and file system raise
        return None, USAGE, f"{path} is no notebook that can be read: {first_line(unreadable)}"
    progress = Progress(path.name, notebook)
    client = NotebookClient(
        notebook,
        timeout=seconds_a_cell,
        kernel_name=notebook.metadata.get("kernelspec", {}).get("name", "java"),
        resources={"metadata": {"path": str(path.parent)}},
        on_cell_start=progress.start,
        on_cell_executed=progress.executed,
    )
    start = time.monotonic()
    try:
        client.execute()
    except CellExecutionError:
        return notebook, CELL_FAILED, failure(path, notebook, progress)
    except CellTimeoutError:
        return notebook, CELL_FAILED, f"{path}: a cell did not end within {seconds_a_cell} s and was given up."
    except DeadKernelError:
        return notebook, INFRASTRUCTURE, f"{path}: the kernel died.\n  './interleave doctor' says what this machine lacks."
    except (NoSuchKernel, RuntimeError) as unstarted:
        return notebook, INFRASTRUCTURE, f"{path}: the kernel did not start: {first_line(unstarted)}\n  Try './interleave setup'."
    print(f"{path.name}  {len(progress.code_cells)} cells ran in {time.monotonic() - start:.1f} s", flush=True)
    return notebook, DONE, None


def failure(path, notebook, progress):
    """Cell, line and message of the cell that failed, in the kernel's own words."""
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                told = ANSI.sub("", "\n".join(output.traceback)) or f"{output.ename}: {output.evalue}"
                if output.evalue and output.evalue not in told:
                    told = f"{output.ename}: {output.evalue}\n{told}"
                lines = "\n".join("  " + line for line in told.splitlines())
                return f"{path}: code cell {progress.number(index)} failed.\n{lines}"
    return f"{path}: a cell failed without saying why."


def first_line(error):
    return (str(error) or type(error).__name__).splitlines()[0]


SCRIPT = re.compile(r"<script\b[^>]*>.*?</script>", re.DOTALL | re.IGNORECASE)
REMOTE = re.compile(
    r"""<(?:script|img|iframe|video|audio|source|embed)\b[^>]*\bsrc\s*=\s*["']?(?:https?:)?//[^\s>]*"""
    r"""|<link\b[^>]*\bhref\s*=\s*["']?(?:https?:)?//[^\s>]*"""
    r"""|@import\s+(?:url\()?["']?(?:https?:)?//[^\s)"']*"""
    r"""|\bimport\b[^;]{0,80}["']https?://[^"']*"""
    r"""|["'`](?:https?:)?//[^"'`\s]+\.m?js["'`]"""
    r"""|\burl\(\s*["']?https?://[^\s)"']*""",
    re.IGNORECASE,
)


def page(notebook, title):
    """The notebook as one HTML file that asks the network for nothing: pictures are inside, scripts from elsewhere are left out."""
    exporter = HTMLExporter(embed_images=True, exclude_anchor_links=True)
    html, _ = exporter.from_notebook_node(notebook, resources={"metadata": {"name": title}})
    return SCRIPT.sub(lambda script: "" if REMOTE.search(script.group()) else script.group(), html)


def remote_references(html):
    """What a browser would fetch from elsewhere on opening the page; links that a reader may follow do not count."""
    return [match.group() for match in REMOTE.finditer(html)]


def main(arguments):
    parser = argparse.ArgumentParser(prog="interleave run", description="Executes notebooks through their kernel.")
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    parser.add_argument("--html", type=Path, metavar="DIR", help="write each executed notebook as a page into DIR")
    parser.add_argument("--timeout", type=int, default=600, metavar="SECONDS", help="for one cell (default 600)")
    options = parser.parse_args(arguments)

    missing = [str(path) for path in options.notebooks if not path.is_file()]
    if missing:
        print(f"There is no notebook {', '.join(missing)}.", file=sys.stderr)
        return USAGE

    worst = DONE
    ran = []
    for path in options.notebooks:
        notebook, code, problem = execute(path, options.timeout)
        worst = max(worst, code)
        ran.append((path, code))
        if problem:
            print(problem, file=sys.stderr, flush=True)
        if notebook is not None and options.html and code != INFRASTRUCTURE:
            html = page(notebook, path.stem)
            remote = remote_references(html)
            if remote:
                print(f"{path.name}: the page would ask the network for {', '.join(sorted(set(remote)))}.", file=sys.stderr)
                worst = max(worst, CELL_FAILED)
            options.html.mkdir(parents=True, exist_ok=True)
            target = options.html / f"{path.stem}.html"
            target.write_text(html, encoding="utf-8")
            print(f"{path.name}  written to {target}", flush=True)
    if len(ran) > 1:
        failed = [path.name for path, code in ran if code != DONE]
        print(f"{len(ran) - len(failed)} of {len(ran)} notebooks ran" + (f"; not {', '.join(failed)}" if failed else ""), flush=True)
    return worst


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
