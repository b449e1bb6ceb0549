"""How a page becomes HTML: Jinja with autoescape and no undefined name, words in the caller's language."""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from features.errors import DeclarationError, NotThereError
from features.text import Text
from models.bands import shown_index
from serving.access.caller import Caller

HERE = Path(__file__).parent
FOLDERS = (HERE.parent / "pages" / "templates", HERE / "templates")
STATIC = HERE / "static"


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDERS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def static(name: str) -> str:
    """The address of a vendored file; it changes with the file, so that browsers may keep it."""
    path = STATIC / name
    if not path.is_file():
        raise NotThereError(f"缺少静态文件{name}", f"there is no static file {name}")
    return f"/static/{name}?{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


def language_of(request: Request) -> str:
    """The language of a request, "zh" or "en"."""
    return str(request.scope.get("state", {}).get("language", "zh"))


def render(request: Request, template: str, context: Mapping[str, Any], *, status: int = 200) -> HTMLResponse:
    """The page `template` (serving/pages/templates) with `context`.

    Every template also has: `say(zh, en)` or `say(text)` for words, `caller` (None before sign-in),
    `csrf()` for the hidden field of a form, `language`, `other_language` (address of this page in the
    other one), `entries` (navigation), `static(name)` and `shown_index(index)`.
    """
    language = language_of(request)
    caller: Caller | None = getattr(request.state, "caller", None)

    def say(words: str | Text, en: str = "") -> str:
        if isinstance(words, Text):
            return words.of(language)
        if not words or not en:
            raise DeclarationError("a page says something in one language only: give say() both")
        return words if language == "zh" else en

    def csrf() -> Markup:
        return Markup('<input type="hidden" name="csrf" value="{}">').format(caller.csrf if caller else "")

    standing = {
        "say": say,
        "csrf": csrf,
        "static": static,
        "shown_index": shown_index,
        "caller": caller,
        "language": language,
        "other_language": str(request.url.include_query_params(lang="en" if language == "zh" else "zh").path)
        + "?"
        + request.url.include_query_params(lang="en" if language == "zh" else "zh").query,
        "entries": [e for e in request.app.state.entries if caller is not None and caller.may(e.right)],
        "path": request.url.path,
    }
    return HTMLResponse(_environment().get_template(template).render({**standing, **context}), status)
