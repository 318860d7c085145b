"""Sphinx configuration: pages in Markdown, notebooks as they are committed, the reference from docstrings."""

from __future__ import annotations

import re
import shutil
import sys
from importlib.metadata import version as installed
from pathlib import Path
from types import GenericAlias

from docutils.nodes import SkipNode
from latex2mathml.converter import convert

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from coq_pages import write_coq_page, write_coqdoc  # noqa: E402  # found beside this file
from reference_pages import write_reference  # noqa: E402

project = "catapult-verify"
author = "the authors of catapult-verify"
version = release = installed("catapult-verify")
extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.viewcode", "numpydoc"]
exclude_patterns = ["_build", "_coqdoc", "**/.ipynb_checkpoints"]
# Each page repeats the whole tree of contents; with every member of every class in it, building takes more than twice as long.
toc_object_entries = False
html_theme = "furo"
html_title = "catapult-verify"
html_show_copyright = False
html_math_renderer = "mathml"
html_static_path: list[str] = []
html_extra_path = ["_coqdoc"] if write_coqdoc(HERE / "_coqdoc") else []
templates_path: list[str] = []

# The notebooks are executed once, by notebooks/build.py, which also compares their outputs with the committed ones.
nb_execution_mode = "off"
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [("html", "text/latex", 5), ("html", "image/svg+xml", 6), ("html", "text/markdown", 7)]
myst_enable_extensions = ["dollarmath", "amsmath", "deflist", "colon_fence"]
myst_heading_anchors = 3
suppress_warnings = ["mystnb.unknown_mime_type"]

autodoc_member_order = "bysource"
autodoc_typehints = "none"
autodoc_default_options = {"members": True, "show-inheritance": False}
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False
numpydoc_xref_param_type = False
default_role = "code"
add_module_names = False
maximum_signature_line_length = 90


def _copy_notebooks() -> None:
    target = HERE / "notebooks"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in sorted((HERE.parent / "notebooks").glob("*.ipynb")):
        shutil.copyfile(path, target / path.name)


def _beside_the_pages(app, name, source) -> None:  # type: ignore[no-untyped-def]  # Sphinx's signature
    """Notebooks are linked to where they are in the repository; the site has copies of them beside its pages."""
    source[0] = re.sub(r"\]\(((?:\.\./)*)\.\./notebooks/(?=\d)", r"](\1notebooks/", source[0])


def _plain_text(app, what, name, obj, options, lines) -> None:  # type: ignore[no-untyped-def]  # Sphinx's signature
    """Absolute values and products in docstrings are text: escape what reStructuredText would read as markup."""
    for number, line in enumerate(lines):
        if line.lstrip().startswith((">>>", "...")):
            continue
        parts = re.split(r"(``.*?``|`.*?`)", line)
        parts[::2] = [re.sub(r"(?<!\\)([|*])", r"\\\1", re.sub(r"(\w)_(?=\W|$)", r"\1\\_", part)) for part in parts[::2]]
        lines[number] = "".join(parts)


def _inline_mathematics(writer, node) -> None:  # type: ignore[no-untyped-def]  # Sphinx's signature
    """Formulas become MathML, which browsers typeset without a script or a network."""
    writer.body.append(convert(node.astext(), display="inline"))
    raise SkipNode


def _block_mathematics(writer, node) -> None:  # type: ignore[no-untyped-def]  # Sphinx's signature
    writer.body.append(f'<div class="math" style="overflow-x: auto">{convert(node.astext(), display="block")}</div>')
    raise SkipNode


def _skip_aliases(app, what, name, obj, skip, options) -> bool | None:  # type: ignore[no-untyped-def]  # Sphinx's signature
    """Names of types such as ``dict[str, Any]`` are not classes, though autodoc takes them for such."""
    return True if isinstance(obj, GenericAlias) else None


def setup(app) -> None:  # type: ignore[no-untyped-def]  # Sphinx's signature
    """Bring notebooks and reference pages into the source folder, and read docstrings as plain text first."""
    _copy_notebooks()
    write_reference(HERE / "reference")
    write_coq_page(HERE / "reference" / "coq.md", sources=bool(html_extra_path))
    app.add_html_math_renderer("mathml", (_inline_mathematics, None), (_block_mathematics, None))
    app.connect("source-read", _beside_the_pages)
    app.connect("autodoc-process-docstring", _plain_text, priority=100)
    app.connect("autodoc-skip-member", _skip_aliases)
