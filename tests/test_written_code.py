"""What the documents tell people to import is there."""

import importlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
OURS = ("features", "models", "monitoring", "serving", "training")
PAGES = [*sorted(ROOT.glob("docs/**/*.md")), *sorted(ROOT.glob("*.md"))]
WRITTEN = [
    pytest.param(module, names, id=f"{page.stem}: {module}")
    for page in PAGES
    for block in re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for module, names in re.findall(r"^from ([\w.]+) import ([\w, ]+)$", block, re.MULTILINE)
    if module.split(".")[0] in OURS
]


def test_there_are_such_documents():
    assert len(WRITTEN) > 5


@pytest.mark.parametrize(("module", "names"), WRITTEN)
def test_an_import_that_a_document_shows_works(module, names):
    there = importlib.import_module(module)
    assert all(hasattr(there, name.strip()) for name in names.split(","))
