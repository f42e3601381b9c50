"""Slides from the notebooks of the lessons, executed, each deck one HTML file that asks the network for nothing: `./interleave slides`."""

import argparse
import html
import re
import sys
from pathlib import Path

import course
import pages
from run_notebooks import DONE, INFRASTRUCTURE, USAGE, execute, remote_references

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
HEADING = re.compile(r"\s*#{1,3}\s")


def slides(notebook, link):
    """Groups the cells: each heading begins a slide, and so does each piece of code with what comes of it, when the slide has some already.

    A cell says otherwise in its metadata, as everywhere in Jupyter: {"slideshow": {"slide_type": "slide" | "skip" | "-" | "notes"}}.
    """
    deck, has_code = [], False
    for cell, fragment in pages.cells(notebook, link):
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "")
        if kind in ("skip", "notes"):
            continue
        begins = kind in ("slide", "subslide") or (kind == "" and (HEADING.match(cell.source) or (cell.cell_type == "code" and has_code)))
        if begins or not deck:
            deck.append([])
            has_code = False
        deck[-1].append(fragment)
        has_code = has_code or cell.cell_type == "code"
    return deck


def deck(notebook, title):
    sections = "\n".join(f'<section class="slide" aria-label="Slide {i}">\n{"".join(parts)}\n</section>' for i, parts in enumerate(slides(notebook, lambda href: href), 1))
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{html.escape(title)}</title>
<style>{pages.style()}{(HERE / "slides.css").read_text(encoding="utf-8")}</style>
</head>
<body>
<main>
{sections}
</main>
<footer class="place"><button id="back" aria-label="back">←</button> <span id="place"></span> <button id="on" aria-label="on">→</button></footer>
<script>{(HERE / "slides.js").read_text(encoding="utf-8")}</script>
</body>
</html>
"""


def main(arguments):
    parser = argparse.ArgumentParser(prog="interleave slides", description="Makes slides of lessons, executed, each one file that needs no network.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="where to write them")
    parser.add_argument("lessons", nargs="*", metavar="LESSON", help="names of lessons, such as 03-fan-out (default: all)")
    options = parser.parse_args(arguments)
    known = {lesson.id: lesson for lesson in course.lessons(ROOT)}
    unknown = [name for name in options.lessons if name not in known]
    if unknown:
        print(f"There is no lesson {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return USAGE
    options.folder.mkdir(parents=True, exist_ok=True)
    worst = DONE
    for name in options.lessons or known:
        notebook, code, problem = execute(known[name].path, 600)
        worst = max(worst, code)
        if problem:
            print(problem, file=sys.stderr, flush=True)
        if notebook is None or code == INFRASTRUCTURE:
            continue
        text = deck(notebook, known[name].title)
        remote = remote_references(text)
        if remote:
            print(f"{name}: the slides would ask the network for {', '.join(sorted(set(remote)))}.", file=sys.stderr)
            worst = max(worst, 1)
        target = options.folder / f"{name}.html"
        target.write_text(text, encoding="utf-8")
        print(f"{name}  written to {target}", flush=True)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
