"""binder/ without Docker: repo2docker's own reading of it with mybinder's flag, and postBuild as an ordinary user in an empty home."""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psutil
import pytest

ORDINARY_USER = 1000


@pytest.fixture(scope="module")
def dockerfile(clone):
    """The Dockerfile that mybinder.org would build from this clone."""
    rendered = subprocess.run(
        [
            *[sys.executable, "-m", "repo2docker", "--no-build", "--debug", "--user-name=jovyan", "--user-id=1000"],
            *["--Repo2Docker.default_buildpack=None", str(clone)],
        ],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert rendered.returncode == 0, rendered.stderr
    return rendered.stdout + rendered.stderr


def test_repo2docker_installs_the_environment(dockerfile):
    assert re.search(r'env update -p \$\{NB_PYTHON_PREFIX\} --file "binder/environment.yml"', dockerfile)


def test_repo2docker_stages_the_clone_before_it_installs(dockerfile):
    """environment.yml names requirements.txt, so the files must be there before conda reads it."""
    staged = re.search(r"^COPY .*src/ ", dockerfile, re.MULTILINE)
    assert staged, dockerfile
    assert staged.start() < dockerfile.index("env update -p")


def test_repo2docker_installs_a_font(dockerfile):
    assert "apt-get install --yes --no-install-recommends fontconfig fonts-dejavu-core " in dockerfile



def test_repo2docker_runs_post_build_and_start(dockerfile):
    assert "RUN ./binder/postBuild\n" in dockerfile
    assert 'ENV R2D_ENTRYPOINT="${REPO_DIR}/binder/start"' in dockerfile


def test_scripts_can_be_started(clone):
    """A script with CRLF line ends, or without its executable bit in git, does not start in the image."""
    for name in ("postBuild", "start"):
        script = clone / "binder" / name
        assert b"\r" not in script.read_bytes()
        listed = subprocess.run(["git", "ls-files", "-s", script], cwd=clone, capture_output=True, text=True, check=True).stdout
        assert listed.startswith("100755"), listed


def test_every_package_is_pinned(clone):
    for line in (clone / "binder" / "requirements.txt").read_text().splitlines():
        requirement = line.split("#")[0].strip()
        assert not requirement or re.fullmatch(r"[\w.-]+==[\w.]+(; .*)?", requirement), line


def test_the_dev_container_does_the_same(clone):
    """Codespaces reads it, nothing here does: its commands are ours, and its JDK is the build's."""
    container = json.loads((clone / ".devcontainer.json").read_text())
    assert container["features"]["ghcr.io/devcontainers/features/java:1"]["version"] == re.search(
        r"<maven.compiler.release>(\d+)<", (clone / "pom.xml").read_text()
    ).group(1)
    for command in ("onCreateCommand", "postAttachCommand"):
        launched = re.search(r"\./interleave (\w+)", container[command]).group(1)
        assert re.search(rf"^  {launched}\b", (clone / "interleave").read_text(), re.MULTILINE)
    assert str(container["forwardPorts"][0]) in container["postAttachCommand"]


@pytest.fixture(scope="module")
def pod():
    """A folder that an ordinary user can reach, as a container's file system is; pytest's own temporary folders are for their owner alone."""
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        pytest.skip("only root can start postBuild as another user, with setpriv")
    folder = Path(tempfile.mkdtemp(prefix="pod"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def as_ordinary_user(home, environment, command):
    return subprocess.run(
        ["setpriv", f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups", *command],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def reachable_python():
    """A Python that the ordinary user may start too: one below root's home is not."""
    for name in ("/usr/bin/python3", "/usr/local/bin/python3", "python3"):
        found = shutil.which(name)
        if found and as_ordinary_user("/", {"PATH": "/usr/bin:/bin"}, [found, "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]).returncode == 0:
            return found
    pytest.skip("no Python 3.11 that an ordinary user may start")


def network_settings():
    """How this machine reaches package registries: a container has its own ways."""
    return {name: value for name, value in os.environ.items() if re.search(r"(?i)_proxy$|^PIP_|CERT|CA_BUNDLE", name)}


@pytest.fixture(scope="module")
def home(clone, pod):
    """The tracked files in an ordinary user's home and nothing else, and beside it what environment.yml would have installed."""
    home = pod / "home"
    home.mkdir()
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=clone, capture_output=True, check=True).stdout
    archive = subprocess.run(["tar", "--null", "-T", "-", "-c"], cwd=clone, input=tracked, capture_output=True, check=True).stdout
    subprocess.run(["tar", "-x", "-C", home], input=archive, check=True)
    prefix = pod / "env"
    subprocess.run([reachable_python(), "-m", "venv", prefix], check=True)
    subprocess.run([prefix / "bin" / "python", "-m", "pip", "install", "-q", "-r", clone / "binder" / "requirements.txt"], check=True)
    # environment.yml brings a Maven; here it is the wrapper's
    (prefix / "bin" / "mvn").write_text(f'#!/bin/sh\nexec "{home}/mvnw" "$@"\n')
    (prefix / "bin" / "mvn").chmod(0o755)
    subprocess.run(["chown", "-R", f"{ORDINARY_USER}:{ORDINARY_USER}", home, prefix], check=True)
    return home


@pytest.fixture(scope="module")
def maven(pod):
    """What this build has fetched already, for the pod's Maven to look at before it asks the network: the same files again would take minutes."""
    fetched = os.environ.get("INTERLEAVE_TEST_REPOSITORY")
    if not fetched or not Path(fetched).is_dir():
        return {}
    copy = pod / "repository"
    shutil.copytree(fetched, copy)
    subprocess.run(["chmod", "-R", "a+rX", copy], check=True)
    return {"MAVEN_OPTS": f"-Dmaven.repo.local.tail={copy} -Dmaven.repo.local.tail.ignoreAvailability=true"}


@pytest.fixture(scope="module")
def environment(home, pod, maven):
    """What repo2docker's image sets for postBuild: no JAVA_HOME."""
    return {
        "HOME": str(home),
        "REPO_DIR": str(home),
        "NB_PYTHON_PREFIX": str(pod / "env"),
        "PATH": f"{pod / 'env' / 'bin'}:/usr/local/bin:/usr/bin:/bin",
        "LANG": "en_US.UTF-8",
        **network_settings(),
        **maven,
    }


@pytest.fixture(scope="module")
def built(home, environment):
    result = as_ordinary_user(home, environment, [str(home / "binder" / "postBuild")])
    assert result.returncode == 0, result.stdout + result.stderr
    return home


def test_post_build_installs_the_kernel_beside_jupyterlab(built, environment):
    assert (Path(environment["NB_PYTHON_PREFIX"]) / "share/jupyter/kernels/java/kernel.json").is_file()
    assert not (built / ".venv").exists()
    assert not (built / ".m2" / "repository").exists()


def test_the_server_opens_the_first_lesson(built, environment):
    """repo2docker starts a server without naming a page."""
    command = [str(built / "binder" / "start"), "jupyter", "lab", "--no-browser", "--ServerApp.port=0", "--ServerApp.ip=127.0.0.1"]
    server = subprocess.Popen(
        ["setpriv", f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups", *command],
        cwd=built,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        address = next((line for line in server.stdout if "token=" in line), "")
    finally:
        # a server that is asked to end while it is still starting may never hear of it
        server.kill()
        server.communicate()
    assert "/lab/tree/notebooks/00-start-here.ipynb?token=" in address


class Peak:
    """The most memory that a process and all that it started hold at once, pages that they share counted once; looked at again and again."""

    def __init__(self, pid):
        self.bytes = 0
        self.root = psutil.Process(pid)
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.look, name="memory-peak")
        self.thread.start()

    def look(self):
        while not self.over.wait(0.25):
            held = 0
            try:
                family = [self.root, *self.root.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            for process in family:
                try:
                    held += process.memory_full_info().pss
                except psutil.Error:
                    continue
            self.bytes = max(self.bytes, held)

    def end(self):
        self.over.set()
        self.thread.join()
        return self.bytes


@pytest.mark.skipif(os.environ.get("INTERLEAVE_TEST_FULL") != "true", reason="takes minutes, and each lesson ran on one CPU already: ./mvnw verify -Pfull")
def test_the_whole_course_runs_in_one_cpu_and_two_gigabytes(built, environment, record_property):
    """mybinder.org gives a pod one CPU and 2 GB, of which JupyterLab takes about 150 MB."""
    one_core = ["taskset", "-c", "0"] if shutil.which("taskset") else []
    command = [*one_core, str(built / "binder" / "start"), str(built / "interleave"), "run", "--all"]
    with tempfile.TemporaryFile("w+") as printed:
        run = subprocess.Popen(
            ["setpriv", f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups", *command],
            cwd=built,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        peak = Peak(run.pid)
        code = run.wait()
        most = peak.end() / 2**20
        printed.seek(0)
        text = printed.read()
    record_property("peak_mib", round(most))
    assert code == 0, text
    assert "Installing" not in text and "Building" not in text, text
    assert 100 < most < 1800, f"{most:.0f} MiB at most"
