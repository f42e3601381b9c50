"""The page that `./interleave run --html` writes: everything inside, nothing from the network."""

import base64
import sys

import nbformat
import pytest


@pytest.fixture(scope="module")
def run_notebooks(clone):
    sys.path.insert(0, str(clone / "src" / "main" / "python"))
    try:
        import run_notebooks

        return run_notebooks
    finally:
        sys.path.pop(0)


@pytest.fixture
def html(run_notebooks):
    """A lesson's page in small: prose with a link and a formula, a figure, a table, a stream."""
    pixel = base64.b64encode(b"\x89PNG fake").decode()
    outputs = [
        nbformat.v4.new_output("stream", name="stdout", text="10 ms\n"),
        nbformat.v4.new_output("display_data", {"image/png": pixel, "text/plain": "a figure"}, metadata={"image/png": {"alt": "bars"}}),
        nbformat.v4.new_output("display_data", {"text/html": "<table><tr><th>model</th></tr></table>", "text/plain": "model"}),
    ]
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# Fan-out\n\nSee [the docs](https://docs.oracle.com/), $n \\cdot d$."),
            nbformat.v4.new_code_cell("1 + 1", execution_count=1, outputs=outputs),
        ]
    )
    return run_notebooks.page(notebook, "03-fan-out")


def test_page_asks_the_network_for_nothing(run_notebooks, html):
    assert run_notebooks.remote_references(html) == []
    for host in ("cdnjs", "unpkg", "jsdelivr"):
        assert host not in html


def test_page_holds_figure_table_output_and_link(html):
    assert 'src="data:image/png;base64,' in html
    assert "<th>model</th>" in html
    assert "10 ms" in html
    assert 'href="https://docs.oracle.com/"' in html
    assert "<title>03-fan-out</title>" in html


@pytest.mark.parametrize(
    "remote",
    [
        '<script src="https://cdn.example/x.js"></script>',
        "<img alt='' src='http://example.org/a.png'>",
        '<link rel="stylesheet" href="//fonts.example/css">',
        '<style>@import url("https://fonts.example/css");</style>',
        "<div style=\"background: url('https://example.org/a.png')\"></div>",
        '<script type="module">import m from "https://cdn.example/m.mjs";</script>',
        '<script>const m = await import("https://cdn.example/m");</script>',
        '<script>const url = "https://cdn.example/m.mjs"; await import(url);</script>',
    ],
)
def test_what_a_browser_would_fetch_is_found(run_notebooks, remote):
    assert run_notebooks.remote_references(f"<html>{remote}</html>")


def test_a_remote_script_in_an_output_is_left_out(run_notebooks):
    output = nbformat.v4.new_output("display_data", {"text/html": '<p>kept</p><script src="https://cdn.example/x.js"></script>'})
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("x", outputs=[output])])

    html = run_notebooks.page(notebook, "t")

    assert "<p>kept</p>" in html
    assert "cdn.example" not in html
