"""Oracle's Java notebooks, .ijnb: the same JSON as .ipynb, with no kernelspec in it."""

import json
import subprocess
import sys


def write(path, *sources, **more):
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ["# Made in VS Code"], "id": "title"}]
    for number, source in enumerate(sources):
        cells.append({
            "cell_type": "code", "metadata": {"id": f"c{number}", "language": "java"}, "id": f"c{number}", "execution_count": 0, "outputs": [],
            "source": source.splitlines(keepends=True),
        })
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {"language_info": {"name": "java"}}, "cells": cells, **more}))
    return path


def run(clone, *arguments):
    return subprocess.run([sys.executable, clone / "src/main/python/run_notebooks.py", *arguments], capture_output=True, text=True)


def test_an_oracle_notebook_runs_and_becomes_a_page(tmp_path, clone):
    notebook = write(tmp_path / "made.ijnb", "int n = 20;\nvoid twice() {\n    n *= 2;\n}", "twice();\nSystem.out.println(n + 2);")

    ran = run(clone, notebook, "--html", tmp_path / "pages")

    assert ran.returncode == 0, ran.stderr
    assert "made.ijnb  2 cells ran" in ran.stdout
    assert "42" in (tmp_path / "pages" / "made.html").read_text()


def test_a_cell_of_an_oracle_notebook_that_fails_is_named(tmp_path, clone):
    ran = run(clone, write(tmp_path / "bad.ijnb", "int n = 0;", "1 / n"))

    assert ran.returncode == 1
    assert "bad.ijnb: code cell 2 failed." in ran.stderr and "/ by zero" in ran.stderr
