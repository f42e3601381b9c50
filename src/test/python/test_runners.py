"""The runners that courses check their notebooks with: nbmake executes, nbval compares what a notebook holds with what it gives."""

import os
import subprocess
import sys

import nbformat
import pytest


# also from another working folder
LIBRARIES = os.pathsep.join(os.path.abspath(path) for path in os.environ.get("PYTHONPATH", "").split(os.pathsep))


def write(path, *cells):
    notebook = nbformat.v4.new_notebook(cells=list(cells), metadata={"kernelspec": {"name": "java", "display_name": "Java 25 (Interleave)", "language": "java"}})
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


@pytest.fixture(scope="module")
def papermill(tmp_path_factory, clone):
    """papermill, with what makes it write Java installed as its users install it."""
    folder = tmp_path_factory.mktemp("papermill_java")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--target", folder]
    subprocess.run([*install, clone / "src/main/python/papermill_java"], check=True)
    paths = os.pathsep.join([str(folder), LIBRARIES])

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "papermill", *map(str, arguments)], env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True
        )

    return run


def parametrized(path, *cells):
    write(path, cell("int n = 10; // how many\nString name = \"nobody\";"), *cells)
    notebook = nbformat.read(path, 4)
    notebook.cells[0].metadata["tags"] = ["parameters"]
    nbformat.write(notebook, path)
    return path


def test_papermill_writes_its_parameters_as_java(tmp_path, papermill):
    notebook = parametrized(tmp_path / "in.ipynb", cell('n + " " + name + " " + rate + " " + flag + " " + list + " " + map + " " + nothing + " " + big'))
    (tmp_path / "parameters.yaml").write_text(
        'rate: 0.5\nflag: true\nlist: [1, 2, null]\nmap: {b: [3], a: {c: "d"}}\nnothing: null\nbig: 123456789012\n'
    )

    run = papermill(notebook, tmp_path / "out.ipynb", "-p", "n", 3, "-r", "name", 'Zoë "😀" \\ $', "-f", tmp_path / "parameters.yaml")

    assert run.returncode == 0, run.stderr
    out = nbformat.read(tmp_path / "out.ipynb", 4)
    assert out.cells[1].metadata["tags"] == ["injected-parameters"] and out.cells[1].source.startswith("// Parameters\n")
    (value,) = out.cells[2].outputs
    assert value["data"]["text/plain"] == '3 Zoë "😀" \\ $ 0.5 true [1, 2, null] {b=[3], a={c=d}} null 123456789012'


def test_papermill_tells_which_parameters_a_notebook_has(tmp_path, papermill):
    run = papermill("--help-notebook", parametrized(tmp_path / "in.ipynb"))

    assert run.returncode == 0, run.stderr
    assert "n: int (default 10)" in run.stdout and "how many" in run.stdout and "name: String" in run.stdout


def test_papermill_fails_at_a_cell_that_throws(tmp_path, papermill):
    run = papermill(parametrized(tmp_path / "in.ipynb", cell("n / 0"), cell("1")), tmp_path / "out.ipynb", "-p", "n", 3)

    assert run.returncode != 0 and "/ by zero" in run.stderr


def jupytext(folder, *arguments):
    run = subprocess.run([sys.executable, "-m", "jupytext", *map(str, arguments)], cwd=folder, env={**os.environ, "PYTHONPATH": LIBRARIES}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout


def test_jupytext_makes_java_of_a_notebook_and_a_notebook_of_java(tmp_path):
    write(tmp_path / "lesson.ipynb", nbformat.v4.new_markdown_cell("# Title"), cell("%jvm"), cell("int a = 1;\n\nint b = a + 1;"), cell("b"))
    jupytext(tmp_path, "--to", "auto:percent", "lesson.ipynb")
    text = (tmp_path / "lesson.java").read_text()
    assert "// %%\nint a = 1;\n\nint b = a + 1;" in text and "// # Title" in text

    jupytext(tmp_path, "--to", "ipynb", "--execute", "--output", "again.ipynb", "lesson.java")
    again = nbformat.read(tmp_path / "again.ipynb", 4)
    assert [c.source for c in again.cells] == ["# Title", "%jvm", "int a = 1;\n\nint b = a + 1;", "b"]
    assert again.cells[3].outputs[0]["data"]["text/plain"] == "2"


def test_jupytext_keeps_a_pair_in_step(tmp_path):
    write(tmp_path / "pair.ipynb", cell("int a = 1;"))
    jupytext(tmp_path, "--set-formats", "ipynb,java:light", "pair.ipynb")
    java = tmp_path / "pair.java"
    java.write_text(java.read_text().replace("int a = 1;", "int a = 2;\na"))
    later = (tmp_path / "pair.ipynb").stat().st_mtime + 10
    os.utime(java, (later, later))
    jupytext(tmp_path, "--sync", "--execute", "pair.java")
    (only,) = nbformat.read(tmp_path / "pair.ipynb", 4).cells
    assert only.source == "int a = 2;\na" and only.outputs[0]["data"]["text/plain"] == "2"
