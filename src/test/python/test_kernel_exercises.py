"""An exercise in a notebook: opened, answered, judged, helped with."""

from pathlib import Path

import pytest
from kernels import Notebook

ID = "03-fan-out"


@pytest.fixture(scope="module")
def notebook():
    notebook = Notebook()
    yield notebook
    notebook.close()


@pytest.fixture(scope="module")
def solutions(clone):
    return clone / "solutions" / ID


def answer(file: Path):
    return f"%%answer {ID}\n{file.read_text()}"


def test_without_an_exercise_there_is_nothing_to_judge(notebook):
    ran = notebook.run("%grade")
    assert ran.status == "error" and "%exercise" in ran.error


def test_an_unknown_exercise_is_told_with_the_nearest_name(notebook):
    assert f"did you mean {ID}" in notebook.run("%exercise 03-fan-ot").error


def test_an_exercise_shows_its_task_and_brings_its_contract(notebook):
    ran = notebook.run(f"%exercise {ID}")
    assert any("%%answer" in r for r in ran.reports), ran.error
    assert not any("../../notebooks/" in r for r in ran.reports), "a link that is right in the exercise's folder alone"
    assert notebook.run("ProfilePage.class.isInterface()").result == "true"


def test_before_an_answer_ran_there_is_nothing_to_judge(notebook):
    assert f"%%answer {ID}" in notebook.run("%grade").error


def test_an_answer_that_does_not_compile_fails_in_its_cell_with_its_own_lines(notebook):
    ran = notebook.run(f"%%answer {ID}\nclass Mine implements ProfilePage {{\n    int broken = missing;\n}}")
    assert ran.status == "error" and "line 2" in ran.error and "missing" in ran.error


def test_every_wrong_answer_fails_with_its_own_sentence(notebook, solutions):
    wrong = sorted((solutions / "wrong").glob("*.java"))
    assert len(wrong) >= 4
    for file in wrong:
        sentence = file.read_text().splitlines()[0].removeprefix("// fails: ")
        ran = notebook.run(answer(file))
        assert ran.status == "ok", (file, ran.error)
        judged = notebook.run("%grade")
        assert judged.status == "ok", judged.error
        assert sentence in judged.reports[0], (file.name, judged.reports[0])
        assert "%hint" in judged.reports[0]


def test_hints_come_one_after_another(notebook):
    hints = [notebook.run("%hint").reports[0] for _ in range(2)]
    assert "Hint 1" in hints[0] and "Hint 2" in hints[1]


def test_the_solution_earns_every_point_and_can_be_called(notebook, solutions):
    assert notebook.run(answer(solutions / "Solution.java")).status == "ok"
    report = notebook.run("%grade").reports[0]
    first = report.splitlines()[0]
    points, all_points = first.rsplit(": ", 1)[1].replace(" points", "").split(" of ")
    assert points == all_points, report
    assert "%hint" not in report
    assert notebook.run("new Together() instanceof ProfilePage").result == "true"


def test_a_line_of_other_code_is_not_told_as_one_of_the_answer_s(notebook):
    """The answer calls code of the exercise's, where the race is: the steps name its class, and no line of the answer is blamed."""
    calls = """class Sells implements BoxOffice {
        public List<String> doubleSale() { return List.of(); }
        public CompletableFuture<Boolean> sell(interleave.schedule.Store<Integer> seats, String show) { return Yesterday.sell(seats, show); }
        public int programme() { return 0; }
        public void asked(String show) { }
        public int timesAsked(String show) { return 0; }
    }"""
    assert notebook.run("%exercise 08-lost-update").status == "ok"
    ran = notebook.run("%%answer 08-lost-update\n" + calls)
    assert ran.status == "ok", ran.error
    report = notebook.run("%grade").reports[0]
    sold = report.split("the last seat is sold once")[1].split("two buyers have two seats")[0]
    assert "Yesterday.sell" in sold and "\n         line" not in sold, report
    assert "one thread no races (31)" in sold, report


def test_points_are_the_cell_s_value_and_nothing_is_on_stderr(notebook, solutions):
    notebook.run(answer(solutions / "Solution.java"))
    every = notebook.run(f"%grade {ID} --points")
    assert every.status == "ok" and float(every.result) > 0 and every.text("stderr") == ""
    notebook.run(answer(sorted((solutions / "wrong").glob("*.java"))[0]))
    some = notebook.run("%grade --points")
    assert 0 < float(some.result) < float(every.result) and some.text("stderr") == ""
    notebook.run(answer(solutions / "Solution.java"))


def test_no_points_where_the_isolation_asked_for_is_not_to_be_had(solutions, monkeypatch):
    monkeypatch.setenv("INTERLEAVE_ISOLATION", "fort-knox")
    notebook = Notebook()
    try:
        notebook.run(answer(solutions / "Solution.java"))
        refused = notebook.run("%grade")
        assert refused.status == "error" and "fort-knox" in refused.error
        assert float(notebook.run("%grade --points").result) == float("inf")
    finally:
        notebook.close()


def test_the_contract_outlives_the_guest(notebook):
    notebook.run("System.exit(0);")
    assert notebook.run("ProfilePage.class.isInterface()").result == "true"
    assert notebook.run("%grade").status == "ok"
