#!/usr/bin/env python3
"""Measures graders side by side in one run, on the same exercise and the same submissions: ours, nbgrader with the JJava kernel, one Maven build for each.

Of the submissions one loops for ever and one ends its JVM; the rest are right, wrong and untouched in turn, each with a text of its own. Every grader runs as
its users run it, from the start of its command to the end, and its points are compared with what the submissions deserve. Prints a Markdown table and keeps it.

    ./mvnw -q package -DskipTests
    python3 -m venv target/bench-graders && target/bench-graders/bin/pip install nbgrader==0.9.6 jjava==1.0a8
    target/bench-graders/bin/python src/bench/graders.py --submissions 50 --out target/bench/graders.md

nbgrader and Maven have no answer to an endless loop but the clock: both get nbgrader's own default, 30 seconds.
"""

import argparse
import csv
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml

from jdk import java_home

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAVEN = shutil.which("mvn") or str(ROOT / "mvnw")
PATIENCE = 30
ID = "01-fan"

CONTRACT = """
interface Fan {
    int twice(int n);

    List<Integer> squares(List<Integer> numbers);
}
"""

ANSWER = """
class Mine implements Fan {{
    public int twice(int n) {{
        {twice}
    }}

    public List<Integer> squares(List<Integer> numbers) {{
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {{
            List<CompletableFuture<Integer>> asked =
                    numbers.stream().map(n -> CompletableFuture.supplyAsync(() -> n * n, pool)).toList();
            return asked.stream().map(CompletableFuture::join).toList();
        }} finally {{
            pool.shutdown();
        }}
    }}
}}
// {who}
"""

# what stands in twice, and which of the three tests it passes
KINDS = {
    "right": ("return 2 * n;", 3),
    "wrong": ("return 2 * n + 1;", 1),
    "square": ("return n * n;", 2),
    "loop": ("while (true) { n++; }", 1),
    "exit": ("System.exit(0); return 0;", 1),
}

# as ./interleave starts it, which would build first
AS_LAUNCHED = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]

IMPORTS = "import java.util.*;\nimport java.util.concurrent.*;\nimport java.util.stream.*;\n"


def submissions(count):
    """Name, text and deserved points of each."""
    made = []
    for i in range(count):
        kind = "loop" if i == count // 3 else "exit" if i == 2 * count // 3 else ["right", "wrong", "square"][i % 3]
        twice, points = KINDS[kind]
        made.append((f"learner-{i:04}", ANSWER.format(twice=twice, who=f"learner {i}"), points))
    return made


class Grader:
    """One grader: puts the submissions where it wants them, judges them all, reads the points it gave."""

    def __init__(self, title, folder):
        self.title, self.folder = title, folder
        folder.mkdir(parents=True)
        self.environment = {**os.environ, "JAVA_HOME": str(java_home())}
        self.environment["PATH"] = f"{java_home() / 'bin'}:{pathlib.Path(sys.executable).parent}:{os.environ['PATH']}"

    def call(self, *command, cwd=None, check=True, timeout=None):
        return subprocess.run(
            command, cwd=cwd or self.folder, env=self.environment, check=check, timeout=timeout, capture_output=True, text=True
        )


class Interleave(Grader):
    def __init__(self, title, folder, jobs, pin=()):
        super().__init__(title, folder)
        self.jobs, self.pin = jobs, pin

    def prepare(self, made):
        exercise = self.folder / "exercises" / ID
        for name in ("contract", "test"):
            (exercise / name).mkdir(parents=True)
        (exercise / "exercise.json").write_text('{"title": "Fan"}')
        (exercise / "hints.md").write_text("## 1\nThere is none.\n")
        (exercise / "contract" / "Fan.java").write_text("package exercise;\n" + IMPORTS + "public " + CONTRACT.strip())
        starter = {"cell_type": "code", "id": "answer", "metadata": {}, "outputs": [], "execution_count": None}
        starter["source"] = f"%%answer {ID}\nclass Mine {{ }}"
        (exercise / "exercise.ipynb").write_text(json.dumps({"cells": [starter], "metadata": {}, "nbformat": 4}))
        tests = "".join(
            f"    @Test @Order({i}) void {name}() {{ {body} }}\n"
            for i, (name, body) in enumerate(
                {
                    "twice": 'requireEquals(42, learner(Fan.class).twice(21), "twice 21 is not");',
                    "zero": 'requireEquals(0, learner(Fan.class).twice(0), "twice 0 is not");',
                    "squares": 'requireEquals(List.of(1, 4, 9, 16), learner(Fan.class).squares(List.of(1, 2, 3, 4)), "not");',
                }.items()
            )
        )
        (exercise / "test" / "FanTest.java").write_text(
            "package exercise;\nimport static interleave.grade.Check.*;\nimport java.util.List;\nimport org.junit.jupiter.api.*;\n"
            "@TestMethodOrder(MethodOrderer.OrderAnnotation.class)\nclass FanTest {\n" + tests + "}\n"
        )
        handed_in = self.folder / "handed-in"
        handed_in.mkdir()
        for name, text, _ in made:
            (handed_in / f"{name}.java").write_text(text)

    def judge(self, made):
        self.environment["INTERLEAVE_HOME"] = str(ROOT)
        command = [
            *self.pin, java_home() / "bin/java", *AS_LAUNCHED, "-jar", ROOT / "target/interleave.jar", "grade", ID, "handed-in",
            "--exercises", "exercises", "--out", "marks", "--jobs", str(self.jobs),
        ]
        self.call(*map(str, command))

    def points(self, made):
        rows = csv.DictReader((self.folder / "marks" / "gradebook.csv").open(newline=""))
        return {row["learner"]: int(float(row["score"] or -1)) for row in rows}

    def each(self):
        """Milliseconds of each verdict, from a warm grader."""
        records = [json.loads(f.read_text()) for f in (self.folder / "marks" / "results").glob("*.json")]
        return sorted(record["times"]["total"] for record in records if "total" in record["times"])


class Nbgrader(Grader):
    def cell(self, name, source, role, points=0):
        marks = {"grade": role == "grade", "grade_id": name, "locked": role != "solution", "schema_version": 3}
        marks |= {"solution": role == "solution", "task": False} | ({"points": points} if role == "grade" else {})
        cell = {"cell_type": "code", "id": name, "metadata": {"nbgrader": marks}, "outputs": [], "execution_count": None}
        return {**cell, "source": source}

    def notebook(self, answer):
        cells = [
            self.cell("contract", IMPORTS + CONTRACT, "locked"),
            self.cell("answer", answer, "solution"),
            self.cell("twice", 'if (new Mine().twice(21) != 42) throw new AssertionError("twice 21");', "grade", 1),
            self.cell("zero", 'if (new Mine().twice(0) != 0) throw new AssertionError("twice 0");', "grade", 1),
            self.cell(
                "squares",
                'if (!new Mine().squares(List.of(1, 2, 3, 4)).equals(List.of(1, 4, 9, 16))) throw new AssertionError("squares");',
                "grade",
                1,
            ),
        ]
        kernel = {"kernelspec": {"display_name": "Java", "language": "java", "name": "java"}, "language_info": {"name": "java"}}
        return json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5})

    def prepare(self, made):
        self.environment["JUPYTER_PREFER_ENV_PATH"] = "1"
        spec = pathlib.Path(sys.prefix) / "share/jupyter/kernels/java/kernel.json"
        if "jjava" not in spec.read_text():
            sys.exit(f"{spec} is not JJava's: install jjava into an environment of its own.")
        (self.folder / "nbgrader_config.py").write_text(
            "c = get_config()\nc.ClearSolutions.code_stub = {'java': 'class Mine { }'}\n"
            f"c.Execute.timeout = {PATIENCE}\n"
        )
        source = self.folder / "source" / "ps1"
        source.mkdir(parents=True)
        (source / "fan.ipynb").write_text(self.notebook("// BEGIN SOLUTION\n// END SOLUTION\nclass Mine { }"))
        self.call("nbgrader", "generate_assignment", "ps1")
        for name, text, _ in made:
            folder = self.folder / "submitted" / name / "ps1"
            folder.mkdir(parents=True)
            (folder / "fan.ipynb").write_text(self.notebook(text))

    def judge(self, made):
        # a dead kernel makes it end with an error after it has graded the others
        self.call("nbgrader", "autograde", "ps1", check=False)

    def points(self, made):
        self.call("nbgrader", "export")
        rows = csv.DictReader((self.folder / "grades.csv").open(newline=""))
        return {row["student_id"]: int(float(row["score"] or -1)) for row in rows}


class Maven(Grader):
    POM = """<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>bench</groupId><artifactId>bench</artifactId><version>1</version>
<properties><maven.compiler.release>25</maven.compiler.release><project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
<dependencies><dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>5.14.4</version><scope>test</scope></dependency></dependencies>
<build><plugins>
<plugin><artifactId>maven-resources-plugin</artifactId><version>3.3.1</version></plugin>
<plugin><artifactId>maven-compiler-plugin</artifactId><version>3.14.1</version></plugin>
<plugin><artifactId>maven-surefire-plugin</artifactId><version>3.5.6</version></plugin>
</plugins></build></project>
"""
    TEST = """import static org.junit.jupiter.api.Assertions.*;
import java.util.*; import org.junit.jupiter.api.*;
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FanTest {
    @Test @Order(1) void twice() { assertEquals(42, new Mine().twice(21)); }
    @Test @Order(2) void zero() { assertEquals(0, new Mine().twice(0)); }
    @Test @Order(3) void squares() { assertEquals(List.of(1, 4, 9, 16), new Mine().squares(List.of(1, 2, 3, 4))); }
}
"""

    def project(self, name, answer):
        folder = self.folder / name
        for part in ("src/main/java", "src/test/java"):
            (folder / part).mkdir(parents=True)
        (folder / "pom.xml").write_text(self.POM)
        (folder / "src/main/java/Fan.java").write_text(IMPORTS + CONTRACT)
        (folder / "src/main/java/Mine.java").write_text(IMPORTS + answer)
        (folder / "src/test/java/FanTest.java").write_text(self.TEST)

    def prepare(self, made):
        self.project("warm-up", ANSWER.format(twice="return 2 * n;", who="nobody"))
        self.call(MAVEN, "-B", "-q", "test", cwd=self.folder / "warm-up")
        for name, text, _ in made:
            self.project(name, text)

    def judge(self, made):
        for name, _, _ in made:
            build = subprocess.Popen(
                [MAVEN, "-o", "-B", "-q", "test"], cwd=self.folder / name, env=self.environment, start_new_session=True,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )
            try:
                build.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                # the build is the leader of a session of its own: this ends it and the JVM that runs the tests
                os.killpg(build.pid, 9)
                build.wait()

    def points(self, made):
        points = {}
        for name, _, _ in made:
            report = self.folder / name / "target/surefire-reports/TEST-FanTest.xml"
            passed = [c for c in xml.parse(report).iter("testcase") if not list(c)] if report.exists() else []
            points[name] = len(passed)
        return points


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} cores, {model}, Linux {platform.release()}, load {os.getloadavg()[0]:.1f} at the start"


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--submissions", type=int, default=50)
    arguments.add_argument("--only", help="some of: interleave, one-core, nbgrader, maven")
    arguments.add_argument("--out", type=pathlib.Path, default=ROOT / "target/bench/graders.md")
    asked = arguments.parse_args()

    where = machine()
    made = submissions(asked.submissions)
    work = pathlib.Path(tempfile.mkdtemp(prefix="graders-"))
    graders = {
        "interleave": Interleave("Interleave, --jobs 2", work / "interleave", 2),
        "one-core": Interleave("Interleave, --jobs 1 on one core", work / "one-core", 1, ("taskset", "-c", "0")),
        "maven": Maven("a Maven build for each (offline, quiet)", work / "maven"),
        "nbgrader": Nbgrader("nbgrader 0.9.6 autograde, JJava 1.0a8", work / "nbgrader"),
    }
    chosen = [graders[name] for name in (asked.only.split(",") if asked.only else graders)]
    rows = []
    for grader in chosen:
        grader.prepare(made)
        started = time.monotonic()
        grader.judge(made)
        seconds = time.monotonic() - started
        given = grader.points(made)
        right = sum(1 for name, _, deserved in made if given.get(name) == deserved)
        rows.append((grader, seconds, right))
        print(f"{grader.title}: {seconds:.1f} s", file=sys.stderr)
    first = rows[0][1]
    lines = [
        f"{len(made)} submissions, one endless, one that exits. {where}.",
        "",
        "| grader | seconds | a submission | a minute | times slower | right points |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    for grader, seconds, right in rows:
        lines.append(
            f"| {grader.title} | {seconds:.1f} | {seconds / len(made):.2f} s | {60 * len(made) / seconds:.0f} | "
            f"{seconds / first:.1f} | {right} of {len(made)} |"
        )
    for grader, _, _ in rows:
        if isinstance(grader, Interleave):
            each = grader.each()
            lines.append("")
            lines.append(
                f"{grader.title}: a verdict takes {statistics.median(each)} ms in the median, {each[-1]} ms at most, the first of a process included."
            )
    text = "\n".join(lines) + "\n"
    print(text)
    asked.out.parent.mkdir(parents=True, exist_ok=True)
    asked.out.write_text(text)
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
