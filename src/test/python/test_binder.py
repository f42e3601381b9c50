"""binder/ without Docker: repo2docker's own reading of it with mybinder's flag, and postBuild as an ordinary user in an empty home."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

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


def test_notebooks_run_in_the_container(built, environment):
    notebooks = sorted(str(path) for path in (built / "notebooks").glob("*.ipynb"))
    assert notebooks
    run = as_ordinary_user(built, environment, [str(built / "binder" / "start"), str(built / "interleave"), "run", *notebooks])
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Installing" not in run.stderr and "Building" not in run.stderr, run.stderr
