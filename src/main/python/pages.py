"""Notebooks and Markdown as HTML that asks the network for nothing: the fragments that the site and the slides are made of."""

import copy
import html
import re
from pathlib import Path

from bs4 import BeautifulSoup
from nbconvert import HTMLExporter
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat import NotebookNode
from pygments.formatters import HtmlFormatter
from pygments.style import Style
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String

from run_notebooks import REMOTE, SCRIPT

PLAIN = re.compile(r"%%?\w")


class Light(Style):
    """Code on white; every colour has a contrast of 4.5 or more."""

    background_color = "#f6f6f4"
    styles = {Keyword: "bold #00509e", String: "#0a6b2d", Number: "#8a3300", Comment: "italic #5a5a5a", Name.Decorator: "#6a2c91", Literal: "#8a3300", Operator: "#333333"}


class Dark(Style):
    """Code on black."""

    background_color = "#22262a"
    styles = {Keyword: "bold #8fc7ff", String: "#9fe0a8", Number: "#ffbe8f", Comment: "italic #a8a8a8", Name.Decorator: "#d9b3ff", Literal: "#ffbe8f", Operator: "#dddddd"}


def style():
    """The style sheet of every page: light and dark as the reader's system says, one column, tables that scroll by themselves."""
    here = Path(__file__).parent / "page.css"
    light = HtmlFormatter(style=Light).get_style_defs(".highlight")
    dark = HtmlFormatter(style=Dark).get_style_defs(".highlight")
    return f"{here.read_text(encoding='utf-8')}\n{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def cells(notebook, link):
    """Each cell as (cell, HTML); `link` says where a link of a notebook leads on this page."""
    exporter = HTMLExporter(template_name="basic", embed_images=True, exclude_anchor_links=True, exclude_input_prompt=True, exclude_output_prompt=True)
    for cell in notebook.cells:
        one = NotebookNode(copy.deepcopy({**notebook, "cells": [cell]}))
        fragment, _ = exporter.from_notebook_node(one)
        yield cell, tidy(fragment, cell, link)


def tidy(fragment, cell, link):
    """Drops remote scripts, turns links to notebooks into links to pages, and names what a screen reader needs named."""
    fragment = SCRIPT.sub(lambda script: "" if REMOTE.search(script.group()) else script.group(), fragment)
    soup = BeautifulSoup(fragment, "html.parser")
    for anchor in soup.find_all("a", href=True):
        anchor["href"] = link(anchor["href"])
    for wide in soup.select("pre, table"):
        wide["tabindex"] = "0"  # what scrolls sideways must be reached by the keyboard
    for table in soup.find_all("table"):
        for head in table.select("th:not([scope])"):
            head["scope"] = "row" if head.find_parent("tbody") and head.find_parent("tr").find("td") else "col"
    for empty in soup.find_all("th"):
        if not empty.get_text(strip=True):
            empty.name = "td"
            del empty["scope"]
    kind = "prose" if cell.cell_type == "markdown" else "code"
    return f'<div class="cell {kind}" id="{html.escape(cell.get("id", ""))}">\n{soup}\n</div>'


def markdown(text, link):
    """Markdown as HTML."""
    soup = BeautifulSoup(markdown2html_mistune(text), "html.parser")
    for anchor in soup.find_all("a", href=True):
        anchor["href"] = link(anchor["href"])
    for mark in soup.select("a.anchor-link"):
        mark.decompose()
    for wide in soup.select("pre, table"):
        wide["tabindex"] = "0"
    return str(soup)


def words(fragment):
    """What can be searched for on a page: its text, without scripts and pictures."""
    soup = BeautifulSoup(fragment, "html.parser")
    for silent in soup(["script", "style", "svg"]):
        silent.decompose()
    return " ".join(soup.get_text(" ").split())
