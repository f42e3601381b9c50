"""What a course installs elsewhere to judge with: rules that no schema knows, and the steps that can be run here, run."""

import base64
import json
import os
import re
import shutil
import subprocess

import pytest
import yaml

ID = "03-fan-out"


@pytest.fixture(scope="session")
def deploy(clone):
    return clone / "src" / "main" / "deploy"


def steps(workflow, job):
    return workflow["jobs"][job]["steps"]


def test_every_shell_script_can_be_parsed(deploy):
    scripts = [deploy / "slurm" / "grade.sbatch", deploy / "gradescope" / "setup.sh", deploy / "gradescope" / "run_autograder"]
    for script in scripts:
        assert script.read_text().startswith("#!/usr/bin/env bash")
        assert subprocess.run(["bash", "-n", script], capture_output=True).returncode == 0, script


def test_the_indexed_job_says_what_its_schema_does_not_ask_for(deploy):
    job = yaml.safe_load((deploy / "kubernetes" / "job.yaml").read_text())
    spec, pod = job["spec"], job["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    environment = {e["name"]: e["value"] for e in container["env"]}
    assert spec["completionMode"] == "Indexed"
    # an Indexed Job without completions passes every validator and is refused by the cluster; so is a policy without restartPolicy Never
    assert spec["completions"] == int(environment["SHARDS"]) == spec["maxFailedIndexes"]
    assert pod["restartPolicy"] == "Never"
    rules = {rule["action"]: rule for rule in spec["podFailurePolicy"]["rules"]}
    assert rules["FailIndex"]["onExitCodes"]["values"] == [2, 64]
    assert rules["FailIndex"]["onExitCodes"]["containerName"] == container["name"]
    mounts = {m["name"] for m in container["volumeMounts"]}
    assert mounts == {v["name"] for v in pod["volumes"]}


@pytest.mark.parametrize("index", [0, 19])
def test_a_pod_s_index_becomes_its_shard(deploy, tmp_path, index):
    job = yaml.safe_load((deploy / "kubernetes" / "job.yaml").read_text())
    (container,) = job["spec"]["template"]["spec"]["containers"]
    script = container["args"][0].replace("exec /interleave/interleave", "echo")
    said = subprocess.run(
        [*container["command"], script],
        env={**{e["name"]: e["value"] for e in container["env"]}, "JOB_COMPLETION_INDEX": str(index), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
    )
    assert f"--shard {index + 1}/20 " in said.stdout, said


@pytest.mark.parametrize(
    ("answer", "status"), [("Solution.java", "pass"), ("wrong/07-lazy-stream.java", "fail"), (None, "fail")]
)
def test_classroom_s_step_leaves_what_its_reporter_reads(clone, deploy, tmp_path, answer, status):
    workflow = yaml.safe_load((deploy / "github" / "classroom.yml").read_text())
    judge = next(step for step in steps(workflow, "judge") if step.get("id") == "judge")
    reporter = steps(workflow, "judge")[-1]
    # the reporter looks for ID_RESULTS, ID being the step's name among its runners in capital letters
    assert reporter["with"]["runners"] == judge["id"]
    assert list(reporter["env"]) == [judge["id"].upper() + "_RESULTS"]

    (tmp_path / ".interleave").symlink_to(clone)
    if answer:
        shutil.copy(clone / "solutions" / ID / answer, tmp_path / "answer.java")
    else:
        (tmp_path / "answer.java").write_bytes(b"\xff\xfe no text")
    output = tmp_path / "output"
    ran = subprocess.run(
        ["bash", "-e", "-c", judge["run"]],
        cwd=tmp_path,
        env={**os.environ, **workflow["env"], "ANSWER": "answer.java", "GITHUB_OUTPUT": str(output)},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran
    result = json.loads(base64.b64decode(output.read_text().strip().removeprefix("result=")))
    assert result["status"] == status
    assert (sum(t["score"] for t in result["tests"]) == result["max_score"]) == (status == "pass")


def test_classroom_s_step_fails_when_the_machine_did(clone, deploy, tmp_path):
    workflow = yaml.safe_load((deploy / "github" / "classroom.yml").read_text())
    judge = next(step for step in steps(workflow, "judge") if step.get("id") == "judge")
    (tmp_path / ".interleave").mkdir()
    broken = tmp_path / ".interleave" / "interleave"
    broken.write_text("#!/bin/sh\nexit 70\n")
    broken.chmod(0o755)
    ran = subprocess.run(
        ["bash", "-e", "-c", judge["run"]],
        cwd=tmp_path,
        env={**os.environ, **workflow["env"], "GITHUB_OUTPUT": str(tmp_path / "output")},
        capture_output=True,
    )
    assert ran.returncode == 70


def test_the_class_workflow_judges_every_shard(deploy):
    workflow = yaml.safe_load((deploy / "github" / "class.yml").read_text())
    shards = workflow["jobs"]["judge"]["strategy"]["matrix"]["shard"]
    assert shards == list(range(1, workflow["env"]["SHARDS"] + 1))
    assert workflow["jobs"]["merge"]["needs"] == "judge"


def test_what_a_stranger_names_is_never_put_into_a_script(deploy):
    for file in sorted((deploy / "github").glob("*.yml")):
        workflow = yaml.safe_load(file.read_text())
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                assert not re.search(r"\$\{\{", step.get("run", "")), (file.name, step)
