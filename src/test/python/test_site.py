"""The site, the slides and the guide that are made of the notebooks: what they hold, where their links lead, and that they need no network."""

import json
import re
import subprocess
import sys

import nbformat
import pytest


@pytest.fixture(scope="module")
def tools(clone):
    sys.path.insert(0, str(clone / "src" / "main" / "python"))
    try:
        import build_site
        import build_slides
        import course
        import pages

        class Tools:
            site, slides, lessons, html = build_site, build_slides, course, pages

        return Tools
    finally:
        sys.path.pop(0)


@pytest.fixture(scope="module")
def site(tools, clone, tmp_path_factory):
    """The whole site of this clone, its notebooks as they stand, not run: SiteIT runs them."""
    folder = tmp_path_factory.mktemp("site")
    made = tools.site.Site(clone, tools.lessons.lessons(clone))
    for lesson in made.lessons:
        made.lesson(lesson, nbformat.read(lesson.path, as_version=4))
        for exercise in lesson.exercises:
            made.exercise(lesson, exercise)
    for other in made.others:
        made.other(other)
    for file in [file for file in made.page_of if file.suffix == ".md"]:
        made.text(file)
    made.start()
    made.search()
    made.write(folder)
    return folder


def test_every_lesson_exercise_and_text_has_a_page(site, clone):
    names = {path.name for path in site.glob("*.html")}
    assert {"index.html", "search.html", "instructors.html", "homework.html", "00-start-here.html", "exercise-03-fan-out.html"} <= names
    lessons = [path.stem for path in (clone / "notebooks").glob("[0-9][0-9]-*.ipynb")]
    assert {f"{lesson}.html" for lesson in lessons} <= names


def test_no_link_is_broken_and_nothing_is_fetched(tools, site):
    assert tools.site.broken_links(site) == []
    for page in site.glob("*.html"):
        assert tools.site.remote_references(page.read_text()) == [], page


def test_a_broken_link_is_found(tools, tmp_path):
    (tmp_path / "a.html").write_text('<a href="b.html">x</a><a href="a.html#no">y</a><a href="#here" id="here">z</a><img src="gone.png" alt="">')
    broken = tools.site.broken_links(tmp_path)
    assert [line.split()[1] for line in broken] == ["b.html", "a.html#no", "gone.png"]


def test_a_search_leads_to_the_place(site):
    index = json.loads((site / "search-index.js").read_text().removeprefix("window.interleaveIndex = ").rstrip(";\n"))
    hits = [entry for entry in index if "loopback" in entry["text"]]
    assert any(re.fullmatch(r"03-fan-out\.html#[a-z-]+", entry["page"]) for entry in hits), hits


def test_slides_begin_at_headings_and_hold_what_the_notebook_holds(tools, clone):
    notebook = nbformat.read(clone / "notebooks" / "00-start-here.ipynb", as_version=4)
    deck = tools.slides.slides(notebook, lambda href: href)
    headings = [cell for cell in notebook.cells if cell.cell_type == "markdown" and cell.source.startswith("#")]
    assert len(deck) >= len(headings)
    assert sum(len(slide) for slide in deck) == len(notebook.cells)
    html = tools.slides.deck(notebook, "00 · Start here")
    assert tools.site.remote_references(html) == [] and html.count('class="slide"') == len(deck)


def test_a_plan_sums_the_minutes_of_the_notebooks(tools, clone):
    lessons = {lesson.id: lesson for lesson in tools.lessons.lessons(clone)}
    fan_out = lessons["03-fan-out"]
    table = tools.lessons.plan(lessons, "x", 999, "03, break 15, 00 without exercise")
    assert f"x: {fan_out.minutes + 15 + lessons['00-start-here'].teaching} of 999 minutes" in table
    with pytest.raises(tools.lessons.PlanError, match="more than the 10"):
        tools.lessons.plan(lessons, "x", 10, "03")
    with pytest.raises(tools.lessons.PlanError, match="not there"):
        tools.lessons.plan(lessons, "x", 10, "99")


def test_the_guide_has_every_lesson_with_its_wrong_answers_and_predictions(tools, clone):
    ran = subprocess.run([sys.executable, clone / "src/main/python/print_guide.py"], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    for lesson in tools.lessons.lessons(clone):
        assert f"### {lesson.title}" in ran.stdout
        assert lesson.teaching > 0 and lesson.exercising >= sum(each.minutes for each in lesson.exercises if each.id in lesson.opened), f"{lesson.id}: minutes of its exercises"
        assert lesson.predictions, f"{lesson.id} asks for no prediction"
        for exercise in lesson.exercises:
            assert len(exercise.wrong) >= 2
            for wrong in exercise.wrong:
                assert wrong.told.replace("|", "&#124;") in ran.stdout
    assert "<!-- " not in ran.stdout


def test_links_lead_from_lesson_to_exercise_and_back_and_to_the_next_lesson(tools, clone):
    lessons = tools.lessons.lessons(clone)
    for lesson, after in zip(lessons, [*lessons[1:], None]):
        prose = [cell.source for cell in nbformat.read(lesson.path, as_version=4).cells if cell.cell_type == "markdown"]
        assert after is None or prose[-1].rstrip().endswith(f"Next: [{after.title}]({after.path.name})"), f"{lesson.id} does not lead to {after.id}"
        for exercise in lesson.exercises:
            assert f"(../exercises/{exercise.id}/exercise.ipynb)" in "\n".join(prose), f"{lesson.id} does not lead to {exercise.id}"
            back = "\n".join(cell.source for cell in nbformat.read(exercise.notebook, as_version=4).cells)
            assert f"(../../notebooks/{lesson.path.name})" in back, f"{exercise.id} does not lead back"
