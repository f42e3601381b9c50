"""What a learner has done, noted by the kernel of a front end: lessons read, exercises passed, predictions, and the file that holds it all."""

import json
import os
import shutil

import pytest
from kernels import Notebook

EXERCISE = "03-fan-out"
LESSON = "03-fan-out"


class Lab(Notebook):
    """A kernel as JupyterLab starts it: it is told its notebook, and each request names its cell."""

    def __init__(self, notebook, progress):
        self.lesson = notebook
        env = {**os.environ, "JPY_SESSION_NAME": str(notebook), "INTERLEAVE_PROGRESS": str(progress)}
        super().__init__(env=env, cwd=str(notebook.parent))

    def cell(self, cell_id, code):
        """Runs a cell that has an id."""
        content = dict(code=code, silent=False, store_history=True, user_expressions={}, allow_stdin=False, stop_on_error=True)
        message = self.client.session.msg("execute_request", content, metadata={"cellId": cell_id})
        self.client.shell_channel.send(message)
        return self.await_end(message["header"]["msg_id"])


def saved(progress):
    return json.loads(progress.read_text())


@pytest.fixture(scope="module")
def lesson(clone):
    return clone / "notebooks" / f"{LESSON}.ipynb"


@pytest.fixture(scope="module")
def answers(clone):
    solutions = clone / "solutions" / EXERCISE
    wrong = sorted((solutions / "wrong").glob("*.java"))[0]
    return {name: f"%%answer {EXERCISE}\n{file.read_text()}" for name, file in {"right": solutions / "Solution.java", "wrong": wrong}.items()}


@pytest.fixture
def progress(tmp_path):
    return tmp_path / "my-progress.json"


@pytest.fixture
def lab(lesson, progress):
    lab = Lab(lesson, progress)
    yield lab
    lab.close()


def test_cells_that_ran_are_read_and_those_that_failed_are_not(lab, progress):
    lab.cell("service", "int n = 20;")
    lab.cell("client", "throw new IllegalStateException();")
    lab.cell("fetch", "n")

    assert saved(progress)["lessons"] == {LESSON: ["fetch", "service"]}
    shown = lab.run("%progress").reports[0]
    assert "2 of " in shown and " cells" in shown and "0 of " in shown


def test_the_next_step_leads_to_the_first_cell_that_has_not_run(lab):
    lab.cell("service", "int n = 20;")
    shown = lab.run("%progress").reports[0]
    assert "**Next:**" in shown and ".ipynb#cell-id=" in shown


def test_an_answer_and_its_points_are_kept_and_another_machine_takes_them_in(lab, lesson, answers, progress, tmp_path):
    assert lab.run(answers["wrong"]).status == "ok"
    lab.run("%grade")
    lab.run("%hint")
    first = saved(progress)["exercises"][EXERCISE]
    assert 0 < first["points"] < first["maxPoints"] and first["judged"] == 1 and first["hints"] == 1
    assert lab.run(answers["right"]).status == "ok"
    lab.run("%grade")
    lab.run(answers["wrong"])
    lab.run("%grade")
    carried = tmp_path / "carried.json"
    shutil.copy(progress, carried)

    elsewhere = Lab(lesson, tmp_path / "elsewhere" / "my-progress.json")
    (tmp_path / "elsewhere").mkdir()
    try:
        shown = elsewhere.run(f'%progress "{carried}"').reports[0]
        kept = saved(tmp_path / "elsewhere" / "my-progress.json")["exercises"][EXERCISE]
        assert kept["points"] == kept["maxPoints"] == first["maxPoints"] and kept["judged"] == 3
        assert f"✓ {kept['points']} of {kept['maxPoints']}, 1 hint" in shown
        restored = elsewhere.run(f"%exercise {EXERCISE} --restore")
        assert restored.reply["payload"] == [{"source": "set_next_input", "replace": False, "text": answers["wrong"].strip()}]
        assert elsewhere.run(f"%solution {EXERCISE}").status == "ok"
    finally:
        elsewhere.close()


def test_a_reset_gives_the_starter_and_the_first_hint_again_and_keeps_what_was_earned(lab, answers, progress):
    lab.run(answers["right"])
    lab.run("%grade")
    lab.run("%hint")
    reset = lab.run(f"%exercise {EXERCISE} --reset")
    [below] = reset.reply["payload"]
    assert below["source"] == "set_next_input"
    assert below["text"].startswith(f"%%answer {EXERCISE}\n") and "is not built yet" in below["text"]
    assert "has run yet" in lab.run("%grade").error
    assert "Hint 1 " in lab.run("%hint").reports[0]
    assert saved(progress)["exercises"][EXERCISE]["points"] > 0
    assert lab.run(below["text"]).status == "ok"


def test_the_solution_waits_for_a_pass(lab, answers):
    refused = lab.run(f"%solution {EXERCISE}")
    assert "No answer of yours was judged yet" in refused.error
    lab.run(answers["wrong"])
    lab.run("%grade")
    assert "points; the solution is shown once you have them all" in lab.run("%solution").error
    lab.run(answers["right"])
    passed = lab.run("%grade")
    assert "%solution shows another answer" in passed.reports[0]
    shown = lab.run("%solution").reports[0]
    assert "class Together" in shown


def test_whoever_leads_opens_a_solution_while_the_kernel_runs(lesson, progress, tmp_path, monkeypatch):
    opened = tmp_path / "opened"
    opened.write_text("")
    monkeypatch.setenv("INTERLEAVE_SOLUTIONS", str(opened))
    lab = Lab(lesson, progress)
    try:
        assert lab.run(f"%solution {EXERCISE}").status == "error"
        opened.write_text(f"01-else, {EXERCISE}\n")
        assert "class Together" in lab.run(f"%solution {EXERCISE}").reports[0]
    finally:
        lab.close()


def test_a_wrong_idea_leads_to_its_place_in_the_lesson(lab, clone):
    lazy = (clone / "solutions" / EXERCISE / "wrong" / "07-lazy-stream.java").read_text()
    lab.run(f"%%answer {EXERCISE}\n{lazy}")
    assert f"Read again: 03 · Fan out ({LESSON}.ipynb#cell-id=idea-07)" in lab.run("%grade").reports[0]


MEASURE = """
var e = new interleave.lab.Experiment("two waits");
e.predict("both", Duration.ofMillis(%d));
e.version("both", "n · d", Duration.ofMillis(4), () -> Thread.sleep(4));
e.version("none", "0", Duration.ofMillis(4), () -> {});
e.run(1);
"""


def test_the_first_prediction_on_each_question_is_kept_with_what_came(lab, progress):
    for prediction in (30, 4):
        ran = lab.run("import java.time.Duration;" + MEASURE % prediction)
        assert ran.status == "ok", ran.error
    [kept] = saved(progress)["predictions"]
    assert (kept["lesson"], kept["experiment"], kept["version"]) == (LESSON, "two waits", "both")
    assert kept["unit"] == "ms" and kept["predicted"] == 30.0 and kept["model"] == 4.0 and kept["measured"] >= 4.0


COMPARE = """
var c = new interleave.lab.Comparison("two threads");
c.predict("lost", 3);
c.predict("not known yet", 4);
c.measured("lost", 2);
c.measured("in all", "4! / (2! · 2!)", 6, 6);
"""


def test_numbers_predicted_in_experiments_and_comparisons_count_once_they_are_known(lab, progress):
    assert "| – | – |" in lab.run("%progress").reports[0]
    for code in ("import java.time.Duration;" + MEASURE % 30, COMPARE):
        ran = lab.run(code)
        assert ran.status == "ok", ran.error
    [number] = [kept for kept in saved(progress)["predictions"] if kept["experiment"] == "two threads"]
    assert (number["version"], number["unit"], number["predicted"], number["measured"]) == ("lost", "", 3.0, 2.0)
    [line] = [line for line in lab.run("%progress").reports[0].splitlines() if line.startswith("| ") and LESSON in line]
    cells = [cell.strip() for cell in line.split("|")]
    assert cells[3] == f"2 of {asked(lab.lesson)}"


def asked(lesson):
    """How many numbers a lesson asks its reader to predict."""
    return sum("".join(cell["source"]).count(".predict(") for cell in json.loads(lesson.read_text())["cells"])


GUESSES = """
var gateway = new interleave.lab.Comparison("a service");
gateway.predict("504s, one after another", %s
gateway.predict("504s, together",          %s
gateway.measured("504s, one after another", 40);
gateway.measured("504s, together", 0);
"""


def test_a_prediction_that_was_left_as_the_notebook_has_it_is_not_its_readers(lab, progress):
    """What a reader changed counts, and what has something written behind it: whoever agrees says so."""
    left = lab.run(GUESSES % ("5);", "5);"))
    assert left.status == "ok", left.error
    assert not progress.exists() or saved(progress)["predictions"] == []
    assert "| – | – |" in lab.run("%progress").reports[0]

    assert lab.run(GUESSES % ("30);", "5);")).status == "ok"
    assert [(kept["version"], kept["predicted"]) for kept in saved(progress)["predictions"]] == [("504s, one after another", 30.0)]

    assert lab.run(GUESSES % ("5);", "5);   // mine")).status == "ok"
    assert [(kept["version"], kept["predicted"]) for kept in saved(progress)["predictions"]] == [
        ("504s, one after another", 30.0),
        ("504s, together", 5.0),
    ]
    assert f"| 2 of {asked(lab.lesson)} |" in lab.run("%progress").reports[0]


def test_two_kernels_lose_nothing_of_each_other(lab, lesson, progress):
    other = Lab(lesson, progress)
    try:
        lab.cell("service", "int n = 20;")
        other.cell("client", "int n = 20;")
        lab.cell("fetch", "n")
        assert saved(progress)["lessons"] == {LESSON: ["client", "fetch", "service"]}
    finally:
        other.close()


def test_a_file_that_cannot_be_read_is_set_aside(lab, progress):
    progress.write_text("{")
    lab.cell("service", "int n = 20;")
    assert saved(progress)["lessons"] == {LESSON: ["service"]}
    assert progress.with_name("my-progress.json.unreadable").read_text() == "{"


def test_a_file_to_take_in_that_is_none_is_told(lab, tmp_path):
    assert "There is no file" in lab.run("%progress nowhere.json").error
    other = tmp_path / "other.json"
    other.write_text('{"schema": 1}')
    assert "is no progress file that can be read" in lab.run(f'%progress "{other}"').error


def test_a_program_that_runs_a_notebook_leaves_no_file(clone):
    before = (clone / "notebooks" / "my-progress.json").exists()
    notebook = Notebook(cwd=str(clone / "notebooks"))
    try:
        assert "nothing is written to a file" in notebook.run("%progress").reports[0]
    finally:
        notebook.close()
    assert (clone / "notebooks" / "my-progress.json").exists() == before
