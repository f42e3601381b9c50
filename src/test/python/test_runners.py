"""The runners that courses check their notebooks with: nbmake executes, nbval compares what a notebook holds with what it gives."""

import subprocess
import sys

import nbformat
import pytest


def write(path, *cells):
    notebook = nbformat.v4.new_notebook(cells=list(cells), metadata={"kernelspec": {"name": "java", "display_name": "Java 25 (Interleave)"}})
    nbformat.write(notebook, path)
    return path


def cell(source, *outputs):
    return nbformat.v4.new_code_cell(source, outputs=list(outputs), execution_count=1 if outputs else None)


def printed(text):
    return nbformat.v4.new_output("stream", name="stdout", text=text)


def valued(text):
    return nbformat.v4.new_output("execute_result", {"text/plain": text}, execution_count=1)


def pytest_with(option, notebook):
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", option, notebook],
        cwd=notebook.parent,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("option", ["--nbmake", "--nbval"])
def test_runner_passes_what_holds(tmp_path, option):
    good = write(
        tmp_path / "good.ipynb",
        cell("int twice(int n) { return 2 * n; }"),
        cell('System.out.println("printed");', printed("printed\n")),
        cell("twice(21)", valued("42")),
    )

    run = pytest_with(option, good)

    assert run.returncode == 0, run.stdout + run.stderr


def test_nbmake_fails_on_a_cell_that_throws_and_shows_its_message(tmp_path):
    run = pytest_with("--nbmake", write(tmp_path / "bad.ipynb", cell("int zero = 0;"), cell("1 / zero")))

    assert run.returncode == 1, run.stdout
    assert "/ by zero" in run.stdout


def test_nbval_fails_on_another_value(tmp_path):
    run = pytest_with("--nbval", write(tmp_path / "other.ipynb", cell("6 * 7", valued("41"))))

    assert run.returncode == 1, run.stdout
    assert "41" in run.stdout and "42" in run.stdout
