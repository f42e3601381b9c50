"""The kernel alone, for whoever wants a Java kernel and no course: installed with one command, for a user whose home is empty, from a folder of its own."""

import json
import os
import subprocess
from pathlib import Path

import pytest
from jupyter_client.kernelspec import KernelSpecManager
from kernels import Notebook, await_end_of


@pytest.fixture(scope="module")
def home(tmp_path_factory, clone):
    """An empty home into which the kernel was installed, and the environment of whoever lives there."""
    home = tmp_path_factory.mktemp("home")
    java = json.loads((Path(KernelSpecManager().get_kernel_spec("java").resource_dir) / "kernel.json").read_text())["argv"][0]
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    install = [java, "-jar", clone / "target/interleave.jar", "kernel", "install", "--plain", "--user"]
    run = subprocess.run(install, env=environment, cwd=home, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert str(home) in run.stdout
    return home, environment


@pytest.fixture(scope="module")
def notebook(home):
    folder, environment = home
    kernels = folder / "Library/Jupyter/kernels" if os.uname().sysname == "Darwin" else folder / ".local/share/jupyter/kernels"
    specs = KernelSpecManager(kernel_dirs=[str(kernels)], ensure_native_kernel=False)
    assert list(specs.find_kernel_specs()) == ["java"]
    notebook = Notebook("java", specs, env=environment, cwd=folder)
    yield notebook
    pid = notebook.pid
    notebook.close()
    await_end_of([pid])


def test_cells_see_the_jdk_and_nothing_of_the_course(notebook):
    assert notebook.run("List.of(6 * 7)").result == "[42]"
    assert "package interleave.lab does not exist" in notebook.run("import interleave.lab.*;\nMachine.here()").error
    assert "cannot find symbol" in notebook.run("explore(() -> { }, () -> { })").error
    path = notebook.run('System.getProperty("java.class.path")').result
    assert not any(name in path for name in ["interleave.jar", "tablesaw", "vertx", "xchart", "h2"]), path


def test_what_a_kernel_is_for_works(notebook):
    assert notebook.run("int kept = 41;").status == "ok"
    asked = notebook.send('System.out.println("running");\nwhile (true) { }')
    notebook.await_output(asked, "running")
    notebook.interrupt()
    assert notebook.await_end(asked).reply["ename"] == "Interrupted"
    assert notebook.run("kept + 1").result == "42"
    assert "exit code 3" in notebook.run("System.exit(3);").error
    assert notebook.run("1 + 1").result == "2"
    assert notebook.run("display(\"<b>bold</b>\", \"text/html\");").reports == ["<b>bold</b>"]
    assert notebook.run("%jvm").status == "ok"


def test_nothing_is_written_into_the_home_but_the_kernelspec(home, notebook):
    notebook.run("1")
    folder, _ = home
    files = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]
    assert [name for name in files if not name.endswith("jupyter/kernels/java/kernel.json")] == [], files
