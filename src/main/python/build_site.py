"""The whole course as a static site, executed, searchable, which asks the network for nothing: `./interleave site`."""

import argparse
import html
import json
import re
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

import course
import nbformat
import pages
from run_notebooks import DONE, INFRASTRUCTURE, USAGE, execute, remote_references

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]


class Site:
    """The pages of a site, by file name, and where each notebook or Markdown file has its page."""

    def __init__(self, root, lessons):
        self.root = root
        self.lessons = lessons
        self.page_of = {lesson.path: f"{lesson.id}.html" for lesson in lessons}
        for lesson in lessons:
            for exercise in lesson.exercises:
                self.page_of[exercise.notebook] = f"exercise-{exercise.id}.html"
        for text in sorted((root / "notebooks").rglob("*.md")):
            self.page_of[text] = f"{text.stem}.html"
        self.others = [path for path in sorted((root / "notebooks").glob("*.ipynb")) if path not in self.page_of and not path.name.startswith("Untitled")]
        for other in self.others:
            self.page_of[other] = f"{other.stem}.html"
        self.pages = {}
        self.index = []

    def link(self, source):
        """Where a link in a notebook or a text leads on the site."""

        def target(href):
            parts = urlsplit(href)
            if parts.scheme or not parts.path:
                return href.replace("#cell-id=", "#")
            file = (source.parent / unquote(parts.path)).resolve()
            fragment = "#" + parts.fragment.removeprefix("cell-id=") if parts.fragment else ""
            return self.page_of[file] + fragment if file in self.page_of else href

        return target

    def add(self, name, title, body, searched=True):
        self.pages[name] = self.frame(title, body)
        if searched:
            self.index += [{"page": page, "title": title, "heading": heading, "text": text} for page, heading, text in sections(name, title, body)]

    def frame(self, title, body):
        return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{html.escape(title)}</title>
<link rel="stylesheet" href="style.css">
</head>
<body>
<a class="skip" href="#content">To the text</a>
<header class="site">
<strong><a href="index.html">Interleave</a></strong>
<nav aria-label="Site">{self.menu()}</nav>
<form action="search.html" role="search"><label for="q">Search</label> <input id="q" name="q" type="search"></form>
</header>
<main id="content">
{body}
</main>
</body>
</html>
"""

    def menu(self):
        texts = {"glossary.html": "Glossary", "instructors.html": "For instructors", "homework.html": "Homework"}
        return " ".join(f'<a href="{page}">{label}</a>' for page, label in texts.items() if page in self.page_of.values())

    def lesson(self, lesson, notebook):
        body = "\n".join(fragment for _, fragment in pages.cells(notebook, self.link(lesson.path)))
        at = self.lessons.index(lesson)
        before = self.lessons[at - 1] if at > 0 else None
        after = self.lessons[at + 1] if at + 1 < len(self.lessons) else None
        links = [f'<a href="{before.id}.html" rel="prev">← {html.escape(before.title)}</a>' if before else "<span></span>"]
        links += [f'<a href="exercise-{each.id}.html">Exercise: {html.escape(each.title)}</a>' for each in lesson.exercises]
        links += [f'<a href="{after.id}.html" rel="next">{html.escape(after.title)} →</a>' if after else "<span></span>"]
        self.add(f"{lesson.id}.html", lesson.title, body + f'\n<nav class="pages" aria-label="Lessons">{" ".join(links)}</nav>')

    def exercise(self, lesson, exercise):
        notebook = nbformat.read(exercise.notebook, as_version=4)
        body = "\n".join(fragment for _, fragment in pages.cells(notebook, self.link(exercise.notebook)))
        back = f'<nav class="pages" aria-label="Lesson"><a href="{lesson.id}.html">← {html.escape(lesson.title)}</a></nav>'
        self.add(f"exercise-{exercise.id}.html", exercise.title, body + back)

    def other(self, file):
        """A notebook that is no lesson, such as a glossary: as it stands."""
        notebook = nbformat.read(file, as_version=4)
        body = "\n".join(fragment for _, fragment in pages.cells(notebook, self.link(file)))
        heading = re.search(r"^#\s+(.+)$", "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown"), re.MULTILINE)
        self.add(self.page_of[file], heading.group(1).strip() if heading else file.stem, body)

    def text(self, file):
        text = file.read_text(encoding="utf-8")
        if file.name == "instructors.md":
            text = course.guide(self.root, text)
        heading = re.search(r"^#\s+(.+)$", text, re.MULTILINE)
        self.add(self.page_of[file], heading.group(1) if heading else file.stem, pages.markdown(text, self.link(file)))

    def start(self):
        rows = "\n".join(
            f'<tr><td><a href="{each.id}.html">{html.escape(each.title)}</a></td><td>{html.escape(each.claim)}</td><td>{each.teaching} + {each.exercising}</td></tr>'
            for each in self.lessons
        )
        self.add(
            "index.html",
            "Interleave",
            f"""<h1>Interleave</h1>
<p>What concurrency, parallelism and async are, for Java programmers: shown by programs that ran. These are the lessons with what came of them on one machine;
to run them, change them and be judged on your own answers, clone the repository and type <code>./interleave</code>.</p>
<table><thead><tr><th scope="col">Lesson</th><th scope="col">Claim</th><th scope="col">Minutes, lesson + exercises</th></tr></thead>
<tbody>
{rows}
</tbody></table>
<p>Together {sum(each.minutes for each in self.lessons)} minutes.</p>""",
            searched=False,
        )

    def search(self):
        self.add(
            "search.html",
            "Search",
            """<h1>Search</h1>
<form action="search.html"><label for="again">Words</label> <input id="again" name="q" type="search"> <button>Search</button></form>
<p id="count" role="status"></p>
<ol class="hits" id="hits"></ol>
<script src="search-index.js"></script>
<script src="site.js"></script>""",
            searched=False,
        )

    def write(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.pages.items():
            (folder / name).write_text(text, encoding="utf-8")
        (folder / "style.css").write_text(pages.style(), encoding="utf-8")
        (folder / "site.js").write_text((HERE / "site.js").read_text(encoding="utf-8"), encoding="utf-8")
        index = json.dumps(self.index, ensure_ascii=False).replace("</", "<\\/")
        (folder / "search-index.js").write_text(f"window.interleaveIndex = {index};\n", encoding="utf-8")


def sections(name, title, body):
    """The page cut at its headings: what a search leads to."""
    soup = BeautifulSoup(body, "html.parser")
    heading, anchor, text = title, "", []
    pieces = soup.select("div.cell") or soup.find_all(recursive=False)
    for piece in pieces:
        found = piece if piece.name in ("h1", "h2", "h3") else piece.find(["h1", "h2", "h3"])
        if found is not None:
            if text:
                yield name + anchor, heading, " ".join(text)
            heading, text = found.get_text(" ").strip(), []
            anchor = "#" + (piece.get("id") or found.get("id") or "") if piece.get("id") or found.get("id") else ""
        words = pages.words(str(piece))
        if words:
            text.append(words)
    if text:
        yield name + anchor, heading, " ".join(text)


def broken_links(folder):
    """Links from a page of the site to a file or a place that is not there."""
    ids = {}
    soups = {path.name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in folder.glob("*.html")}
    for name, soup in soups.items():
        ids[name] = {tag["id"] for tag in soup.find_all(id=True)}
    broken = []
    for name, soup in sorted(soups.items()):
        for tag, attribute in [(tag, a) for a in ("href", "src") for tag in soup.find_all(attrs={a: True})]:
            parts = urlsplit(tag[attribute])
            if parts.scheme or parts.netloc:
                continue
            target = unquote(parts.path) or name
            if not (folder / target).is_file():
                broken.append(f"{name}: {tag[attribute]} leads to no file")
            elif parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]:
                broken.append(f"{name}: {tag[attribute]} leads to no place in {target}")
    return broken


def main(arguments):
    parser = argparse.ArgumentParser(prog="interleave site", description="Builds the course as a static site, executed, that needs no network.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write it")
    parser.add_argument("--only", metavar="LESSONS", help="names of lessons with commas between them (default: all)")
    options = parser.parse_args(arguments)
    known = course.lessons(ROOT)
    wanted = options.only.split(",") if options.only else [lesson.id for lesson in known]
    unknown = sorted(set(wanted) - {lesson.id for lesson in known})
    if unknown:
        print(f"There is no lesson {', '.join(unknown)}. There are: {', '.join(lesson.id for lesson in known)}.", file=sys.stderr)
        return USAGE
    site = Site(ROOT, known)
    worst = DONE
    for lesson in known:
        if lesson.id in wanted:
            notebook, code, problem = execute(lesson.path, 600)
            worst = max(worst, code)
            if problem:
                print(problem, file=sys.stderr, flush=True)
            if notebook is None or code == INFRASTRUCTURE:
                return worst
        else:
            notebook = nbformat.read(lesson.path, as_version=4)
        site.lesson(lesson, notebook)
        for exercise in lesson.exercises:
            site.exercise(lesson, exercise)
    for other in site.others:
        site.other(other)
    try:
        for file in [file for file in site.page_of if file.suffix == ".md"]:
            site.text(file)
    except course.PlanError as wrong:
        print(wrong, file=sys.stderr)
        return 1
    site.start()
    site.search()
    site.write(options.folder)
    problems = broken_links(options.folder)
    problems += [f"{name}: would ask the network for {found}" for name, text in site.pages.items() for found in remote_references(text)]
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(site.pages)} pages written to {options.folder}; open {options.folder / 'index.html'}", flush=True)
    return max(worst, 1 if problems else DONE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
