"""nbgrader for exercises of Interleave: copy this file into the course's folder, or load it from the course's own nbgrader_config.py
with load_subconfig.

    interleave exercise nbgrader 03-fan-out --exercises ~/private/exercises --out source/ps1/03-fan-out.ipynb
    nbgrader generate_assignment ps1
    ...
    INTERLEAVE_EXERCISES=~/private/exercises nbgrader autograde ps1
    nbgrader generate_feedback ps1

Learners have the exercise without its hidden tests; marks are given where INTERLEAVE_EXERCISES names the folder that has them beside it
(../solutions/ID/hidden). What else goes wrong with Java in nbgrader, and what is done about it:

- Anything on standard error is zero points: %grade shows its report as a display, and what an answer prints stays in the JVM that judges it.
- A cell's last number is partial credit: %grade --points makes that number the points, and nothing else is executed that could have one.
- System.exit, an endless loop, no memory left: each ends that JVM, costs its test, and nbgrader's kernel lives on.
- The kernel could read the master copy in source/: of a submission only the answer is kept, and an answer is compiled there and run in a
  sandbox elsewhere.
- A learner who deletes the cell with the points gets it back.
- What could not be judged is no zero: the cell's value is infinite, which nbgrader refuses, and the submission stays to be graded.
"""

import os

from nbgrader import preprocessors, utils

c = get_config()  # noqa: F821 - nbgrader's own

os.environ.setdefault("INTERLEAVE_ISOLATION", "strict")


class KeepStarters(preprocessors.ClearSolutions):
    """Leaves the starter of an answer cell as it is: nbgrader would put a stub there that does not compile."""

    def preprocess_cell(self, cell, resources, cell_index):
        if cell.source.startswith("%%answer "):
            return cell, resources
        return super().preprocess_cell(cell, resources, cell_index)


class KeepAnswers(preprocessors.NbGraderPreprocessor):
    """Of what was handed in only answers are executed, and cells that nbgrader has just restored from its own copy."""

    def preprocess_cell(self, cell, resources, cell_index):
        answer = utils.is_solution(cell) and cell.source.startswith("%%answer ")
        if cell.cell_type == "code" and not answer and not utils.is_locked(cell):
            cell.source = "// This cell was not executed: only answers are."
        elif cell.cell_type == "code" and cell.source.startswith("# "):
            # a cell that the learner deleted, put back by nbgrader under a comment that is none in Java
            cell.source = "//" + cell.source[1:]
        return cell, resources


c.GenerateAssignment.preprocessors = [
    preprocessors.IncludeHeaderFooter,
    preprocessors.LockCells,
    KeepStarters,
    preprocessors.ClearOutput,
    preprocessors.CheckCellMetadata,
    preprocessors.ComputeChecksums,
    preprocessors.SaveCells,
    preprocessors.ClearHiddenTests,
    preprocessors.ClearMarkScheme,
    preprocessors.ComputeChecksums,
    preprocessors.CheckCellMetadata,
]
c.Autograde.sanitize_preprocessors = [
    preprocessors.ClearOutput,
    preprocessors.DeduplicateIds,
    preprocessors.OverwriteKernelspec,
    preprocessors.OverwriteCells,
    KeepAnswers,
    preprocessors.CheckCellMetadata,
]
c.OverwriteCells.add_missing_cells = True
# %grade ends every answer by itself; this only bounds a machine that hangs
c.Execute.timeout = 300
