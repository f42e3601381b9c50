"""What the course is made of, read from its notebooks, exercises and solutions: for the site, the slides and the instructor's guide."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

LESSON = re.compile(r"\d\d-[a-z0-9-]+\.ipynb")


@dataclass
class WrongAnswer:
    """An answer that many give: the idea behind it, in its author's words, and the sentence that its author is told."""

    name: str
    idea: str
    told: str


@dataclass
class Exercise:
    """One exercise, with what an instructor should know of it."""

    id: str
    folder: Path
    title: str
    minutes: int
    hints: int
    wrong: list = field(default_factory=list)

    @property
    def notebook(self):
        return self.folder / "exercise.ipynb"


@dataclass
class Lesson:
    """One lesson."""

    id: str
    path: Path
    title: str
    claim: str
    teaching: int
    exercising: int
    exercises: list
    opened: list
    predictions: list
    ideas: list

    @property
    def minutes(self):
        return self.teaching + self.exercising


def lessons(root):
    """The lessons, in the order of their names."""
    found = [lesson(root, path) for path in sorted((root / "notebooks").glob("*.ipynb")) if LESSON.fullmatch(path.name)]
    return [each for each in found if each]


def lesson(root, path):
    notebook = nbformat.read(path, as_version=4)
    ours = notebook.metadata.get("interleave", {})
    if "lesson" not in ours:
        return None
    prose = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    heading = re.search(r"^#\s+(.+)$", "\n".join(prose), re.MULTILINE)
    claim = re.search(r"\*\*(.+?)\*\*", "\n".join(prose), re.DOTALL)
    ids = dict.fromkeys(re.findall(r"^%exercise\s+([a-z0-9-]+)\s*$", "\n".join(code), re.MULTILINE))
    opened = list(ids)
    # further exercises are not opened in the lesson, only linked; its minutes do not count them
    ids.update(dict.fromkeys(re.findall(r"\.\./exercises/([a-z0-9-]+)/exercise\.ipynb", "\n".join(prose))))
    return Lesson(
        id=ours["lesson"],
        path=path,
        title=heading.group(1).strip() if heading else path.stem,
        claim=" ".join(claim.group(1).split()) if claim else "",
        teaching=ours.get("teaching", 0),
        exercising=ours.get("exercises", 0),
        exercises=[exercise(root, each) for each in ids],
        opened=opened,
        predictions=ours.get("predictions") or guesses("\n".join(code)),
        ideas=[(" ".join(many.split()), " ".join(really.split())) for many, really in IDEA.findall("\n\n".join(prose))],
    )


IDEA = re.compile(r"\*\*Many think\*\* (?:that )?(.+?)\. \*\*It is not so\*\*, because (.+?\.)(?:\s|$)", re.DOTALL)
GUESS = re.compile(r'\.predict\(\s*"([^"]+)",\s*(?:Duration\.of(Millis|Seconds)\(([\d_]+)\)|([\d_.]+))\s*\)')
MODEL = re.compile(r'\.(?:version|outcome|measured)\(\s*"([^"]+)",\s*"([^"]+)"')


def guesses(code):
    """What Noor guesses in the notebook, which is what many say, beside the model that the lesson holds against it."""
    models = dict(MODEL.findall(code))
    found = []
    for name, unit, time, number in GUESS.findall(code):
        many = f"{int(time.replace('_', ''))} {'ms' if unit == 'Millis' else 's'}" if time else number
        found.append({"question": name, "many": many, "is": models.get(name, "measured in the lesson")})
    return found


def exercise(root, name):
    folder = root / "exercises" / name
    fields = json.loads((folder / "exercise.json").read_text(encoding="utf-8"))
    hints = re.findall(r"(?m)^##\s+\d+", (folder / "hints.md").read_text(encoding="utf-8"))
    wrong = []
    for file in sorted((root / "solutions" / name / "wrong").glob("*.java")):
        told = file.read_text(encoding="utf-8").splitlines()[0].removeprefix("// fails:").strip()
        wrong.append(WrongAnswer(file.stem, file.stem.split("-", 1)[1].replace("-", " "), told))
    return Exercise(name, folder, fields["title"], fields.get("minutes", 20), len(hints), wrong)


PLAN = re.compile(r"<!-- plan: (?P<name>[^;]+); within (?P<within>\d+); (?P<parts>.+?) -->")
BREAK = re.compile(r"break (\d+)")


class PlanError(Exception):
    """A plan names a lesson that is not there, or takes longer than it may."""


def guide(root, text):
    """The instructor's guide with its plans and its chapter on each lesson filled in from the course itself."""
    course = {each.id: each for each in lessons(root)}
    text = PLAN.sub(lambda found: plan(course, found.group("name"), int(found.group("within")), found.group("parts")), text)
    return text.replace("<!-- lessons -->", "\n\n".join(chapter(each) for each in course.values()))


def plan(course, name, within, parts):
    """A table of a day: what when, from the minutes that the lessons name."""
    rows, at = [], 0
    for part in (each.strip() for each in parts.split(",")):
        pause = BREAK.fullmatch(part)
        if pause:
            rows.append((at, "*break*", int(pause.group(1)), ""))
            at += int(pause.group(1))
            continue
        chosen = [each for each in course.values() if each.id.split("-")[0] == part.split()[0]]
        if not chosen:
            raise PlanError(f"The plan {name} has lesson {part}, which is not there.")
        teaching, exercising = chosen[0].teaching, 0 if "without exercise" in part else chosen[0].exercising
        rows.append((at, f"[{chosen[0].title}](../{chosen[0].path.name})", teaching, exercising or ""))
        at += teaching + exercising
    if at > within:
        raise PlanError(f"The plan {name} takes {at} minutes, more than the {within} there are.")
    table = [f"### {name}: {at} of {within} minutes", "", "| from (h:min) | what | teaching (min) | exercise (min) |", "|---:|---|---:|---:|"]
    table += [f"| {start // 60}:{start % 60:02} | {what} | {teaching} | {exercising} |" for start, what, teaching, exercising in rows]
    return "\n".join(table)


def chapter(lesson):
    """What whoever teaches a lesson expects: minutes, predictions, wrong answers with the sentence that the grader says."""
    lines = [f"### {lesson.title}", "", f"*{lesson.claim}* Teaching {lesson.teaching} min, exercises {lesson.exercising} min."]
    if lesson.predictions:
        lines += ["", "| they predict | many say, as Noor does | the model |", "|---|---|---|"]
        lines += [f"| {cell(each['question'])} | {cell(each['many'])} | {cell(each['is'])} |" for each in lesson.predictions]
    if lesson.ideas:
        lines += ["", "| many think | it is not so, because |", "|---|---|"]
        lines += [f"| {cell(many)} | {cell(really)} |" for many, really in lesson.ideas]
    for each in lesson.exercises:
        lines += ["", f"Exercise [{each.title}](../../exercises/{each.id}/exercise.ipynb), {each.minutes} min, {each.hints} hints. What comes wrong, and what they are told:"]
        lines += ["", "| idea behind it | the grader says |", "|---|---|"]
        lines += [f"| {wrong.idea} | {cell(wrong.told)} |" for wrong in each.wrong]
    return "\n".join(lines)


def cell(text):
    """A text that may stand in a cell of a Markdown table."""
    return text.replace("|", "&#124;")
