"""The instructor's guide, its plans and chapters filled in from the course: `./interleave guide`."""

import sys
from pathlib import Path

import course

ROOT = Path(__file__).resolve().parents[3]


def main():
    try:
        print(course.guide(ROOT, (ROOT / "notebooks" / "teaching" / "instructors.md").read_text(encoding="utf-8")))
        return 0
    except course.PlanError as wrong:
        print(wrong, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
