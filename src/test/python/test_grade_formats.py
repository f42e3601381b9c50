"""Every output format, read back by that platform's own reader, or checked against its documented schema."""

import csv
import json
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from junitparser import JUnitXml
from pylti1p3.grade import Grade

ID = "03-fan-out"
SCHEMAS = Path(__file__).parent / "schemas"
EACH = ["json", "gradescope", "classroom", "prairielearn", "exercism"]


@pytest.fixture(scope="module")
def marks(clone, tmp_path_factory):
    """A class of five: all points, some, none, an answer that does not compile, and one that is none."""
    folder = tmp_path_factory.mktemp("class")
    handed_in = folder / "handed-in"
    handed_in.mkdir()
    solutions = clone / "solutions" / ID
    shutil.copy(solutions / "Solution.java", handed_in / "ada.java")
    shutil.copy(solutions / "wrong" / "07-lazy-stream.java", handed_in / "bob.java")
    (handed_in / "cyd.java").write_text("class Cyd implements ProfilePage {\n  syntax error }\n")
    (handed_in / "dan.java").write_text("class Dan { }\n")
    (handed_in / "eve.ipynb").write_text("no notebook")
    times = folder / "times.csv"
    times.write_text(
        "submission,submitted\n" + "".join(f"{f.name},2026-11-20T12:00:00Z\n" for f in handed_in.iterdir())
    )
    out = folder / "marks"
    names = EACH + ["html", "lti", "canvas", "moodle", "nbgrader"]
    ran = subprocess.run(
        [clone / "interleave", "grade", ID, handed_in, "--out", out, "--format", ",".join(names), "--submitted", times],
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return out


def texts(marks, name):
    files = sorted((marks / name).iterdir())
    assert len(files) == 5, files
    return {file.name.split(".")[0]: file.read_text() for file in files}


def records(marks):
    return {name: json.loads(text) for name, text in texts(marks, "json").items()}


def rows(file):
    with file.open(newline="") as text:
        return list(csv.DictReader(text))


@pytest.mark.parametrize("name", EACH + ["lti"])
def test_a_file_fits_the_schema(marks, name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    for text in texts(marks, name).values():
        jsonschema.validate(json.loads(text), schema, cls=jsonschema.Draft202012Validator)


@pytest.mark.parametrize("name", EACH + ["lti"])
def test_the_schema_refuses_what_is_none(marks, name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text())
    for wrong in ({}, {"score": "many", "status": "fine", "gradable": "yes", "userId": ""}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema, cls=jsonschema.Draft202012Validator)


def test_the_native_record_has_its_keys_in_order(marks):
    schema = json.loads((SCHEMAS / "json.json").read_text())
    for record in records(marks).values():
        assert list(record) == schema["required"]
        for test in record["tests"]:
            assert list(test) == schema["properties"]["tests"]["items"]["required"]


def test_every_platform_adds_up_to_the_same_points(marks):
    native = records(marks)
    assert native["ada"]["points"] == native["ada"]["maxPoints"] > native["bob"]["points"] > 0
    for learner, record in native.items():
        gradescope = json.loads(texts(marks, "gradescope")[learner])
        total = gradescope.get("score", sum(t["score"] for t in gradescope.get("tests", [])))
        classroom = json.loads(texts(marks, "classroom")[learner])
        assert record["points"] == total == sum(t["score"] for t in classroom["tests"])
        prairielearn = json.loads(texts(marks, "prairielearn")[learner])
        assert prairielearn["score"] == (record["points"] / record["maxPoints"] if record["maxPoints"] else 0)


def test_pylti1p3_would_post_the_very_score(marks):
    for text in texts(marks, "lti").values():
        ours = json.loads(text)
        theirs = (
            Grade()
            .set_score_given(ours["scoreGiven"])
            .set_score_maximum(ours["scoreMaximum"])
            .set_timestamp(ours["timestamp"])
            .set_activity_progress(ours["activityProgress"])
            .set_grading_progress(ours["gradingProgress"])
            .set_user_id(ours["userId"])
            .set_comment(ours["comment"])
        )
        assert json.loads(theirs.get_value()) == ours


def test_junitparser_counts_the_same_failures(marks):
    suites = {suite.name.split(".")[0]: suite for suite in JUnitXml.fromfile(str(marks / "junit.xml"))}
    for learner, record in records(marks).items():
        failed = [t for t in record["tests"] if t["outcome"] != "pass"]
        suite = suites[learner]
        assert (suite.tests, suite.failures, suite.errors) == (len(record["tests"]), len(failed), 0)
        assert sum(1 for case in suite if case.result) == len(failed)


def test_gradebooks_have_each_platform_s_columns_and_one_row_a_learner(marks):
    points = {learner: str(record["points"]) for learner, record in records(marks).items()}
    title = json.loads((marks / "run.json").read_text())["title"]

    canvas = rows(marks / "canvas.csv")
    assert list(canvas[0]) == ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title]
    assert canvas[0]["Student"].strip() == "Points Possible"
    assert {row["SIS Login ID"]: row[title] for row in canvas[1:]} == points

    moodle = rows(marks / "moodle.csv")
    assert {row["Username"]: row[title] for row in moodle} == points
    assert all(row["Feedback"] for row in moodle)

    assert {row["student_id"]: row["score"] for row in rows(marks / "nbgrader.csv")} == points
    assert {row["learner"]: row["score"] for row in rows(marks / "gradebook.csv")} == points


class Page(HTMLParser):
    """Notes what a page would fetch or run, and whether every element is closed."""

    VOID = {"meta", "br", "link", "img"}

    def __init__(self, text):
        super().__init__()
        self.open, self.bad = [], []
        self.feed(text)
        self.bad += [f"<{tag}> is left open" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        if tag in ("script", "iframe", "object", "link", "img"):
            self.bad.append(f"<{tag}>")
        self.bad += [f"{key}={value}" for key, value in attributes if key.startswith("on") or key in ("src", "href")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.bad.append(f"</{tag}> closes {self.open[-1:]}")


def test_pages_are_well_formed_and_need_neither_network_nor_script(marks):
    pages = list(texts(marks, "html").values()) + [(marks / "class.html").read_text()]
    for page in pages:
        assert Page(page).bad == []
    assert "07-lazy-stream" in (marks / "class.html").read_text()
    assert Page("<p><b>a</p><script>").bad
