"""A lesson is no prisoner of our kernel: its plain cells run on JJava, with the course's library on the class path and preview features switched on."""

import json
import os
from pathlib import Path

import nbformat
import pytest
from jupyter_client.kernelspec import KernelSpecManager
from kernels import Notebook, await_end_of

CLONE = Path(__file__).resolve().parents[3]
LESSONS = sorted(CLONE.glob("notebooks/[0-9]*.ipynb"))
STORED = CLONE / "src/main/resources/META-INF/interleave/orders.tsv"
# the first lesson, and one that asks for what only our guest can do; with -Pfull, all
ALWAYS = ("00-", "08-")


@pytest.fixture(scope="module")
def specs(tmp_path_factory):
    """A kernelspec that starts JJava itself, on the JDK of our own, with what cells see of the course."""
    spec = json.loads((Path(KernelSpecManager().get_kernel_spec("java").resource_dir) / "kernel.json").read_text())
    properties = dict(a[2:].partition("=")[::2] for a in spec["argv"] if a.startswith("-D"))
    jar = next(Path(path) / "share/jupyter/kernels/java/jjava.jar" for path in os.environ["PYTHONPATH"].split(os.pathsep))
    folder = tmp_path_factory.mktemp("jjava") / "kernels" / "jjava"
    folder.mkdir(parents=True)
    options = ["--enable-preview", "--add-opens", "jdk.jshell/jdk.jshell=ALL-UNNAMED"]
    (folder / "kernel.json").write_text(json.dumps({
        "argv": [spec["argv"][0], *options, "-Xmx1g", "-jar", str(jar.resolve()), "{connection_file}"],
        "display_name": "JJava",
        "language": "java",
        "interrupt_mode": "message",
        "env": {
            "JJAVA_CLASSPATH": properties["interleave.cells.path"] + os.pathsep + properties["interleave.guest.jar"],
            "JJAVA_COMPILER_OPTS": "--enable-preview --release 25",
        },
    }))
    return KernelSpecManager(kernel_dirs=[str(folder.parent)], ensure_native_kernel=False)


def plain_cells(lesson):
    """Every code cell but those that speak to our kernel, which stand alone, and the one that only an interrupt ends."""
    code = [cell for cell in nbformat.read(lesson, 4).cells if cell.cell_type == "code"]
    return [cell.source for cell in code if not cell.source.lstrip().startswith("%") and "skip-execution" not in cell.metadata.get("tags", [])]


def full():
    return os.environ.get("INTERLEAVE_TEST_FULL", "false") != "false"


def explores(source):
    return "explore(" in source


def start(specs, folder):
    """JJava, which in one of some fifty starts answers nobody."""
    for _ in range(4):
        try:
            return Notebook("jjava", specs, patience=30, cwd=folder)
        except RuntimeError:
            pass
    raise AssertionError("JJava does not start")


def run_plainly(notebook, lesson):
    """What each plain cell shows, all having run without an error."""
    shown = []
    for number, source in enumerate(plain_cells(lesson), 1):
        ran = notebook.run(source, timeout=90)
        assert ran.status == "ok", f"plain cell {number}:\n{source}\n{ran.error}"
        shown.append((source, ran))
    return shown


OWN = """class Mine { int n; }
interleave.schedule.Explore.explore(new Mine(), m -> m.n++, m -> m.n++).ending(m -> m.n, 2)"""


@pytest.mark.parametrize("lesson", LESSONS, ids=[lesson.stem for lesson in LESSONS])
def test_every_plain_cell_of_a_lesson_runs_on_jjava(specs, lesson):
    if not full() and not lesson.name.startswith(ALWAYS):
        pytest.skip("runs with -Pfull")
    notebook = start(specs, lesson.parent)
    pid = notebook.pid
    try:
        shown = run_plainly(notebook, lesson)
        assert len(shown) > 5
        tables = [ran.result for source, ran in shown if explores(source) and ran.result and "verdict" not in source]
        for table in tables:
            assert table.startswith("Orders cannot be explored here, because ") and "| # |" in table, table
        if any(explores(source) for source, _ in shown):
            assert tables
            refused = notebook.run(OWN)
            assert "open the notebook with the kernel of Interleave" in refused.error
            assert "interleave.schedule.Explore" not in refused.error, refused.error
    finally:
        notebook.close()
        await_end_of([pid])


def test_what_is_stored_for_other_kernels_is_what_ours_finds(tmp_path):
    kept = tmp_path / "orders.tsv"
    for lesson in LESSONS:
        cells = plain_cells(lesson)
        if any(map(explores, cells)):
            notebook = Notebook(cwd=lesson.parent)
            try:
                assert notebook.run(f"%jvm -Dinterleave.orders.keep={kept}").status == "ok"
                for source in cells:
                    ran = notebook.run(source)
                    assert ran.status == "ok", source + "\n" + ran.error
            finally:
                notebook.close()
    if os.environ.get("INTERLEAVE_TEST_STORE"):
        STORED.parent.mkdir(parents=True, exist_ok=True)
        STORED.write_bytes(kept.read_bytes())
    assert kept.read_text() == STORED.read_text(), "run this test once with INTERLEAVE_TEST_STORE=1, and look at what it changes"
