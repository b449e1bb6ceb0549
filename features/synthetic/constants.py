"""The constants of the invented county, read from `constants.toml` and `census.toml` beside this file."""

import hashlib
import tomllib
from pathlib import Path
from types import SimpleNamespace

FOLDER = Path(__file__).parent


def _read(name: str) -> SimpleNamespace:
    content = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))
    return SimpleNamespace(**{section: SimpleNamespace(**values) for section, values in content.items()})


CONSTANTS = _read("constants.toml")
CENSUS = _read("census.toml")


def version() -> str:
    """A hash of all constants, kept with the truth so that one knows which county it belongs to."""
    text = (FOLDER / "constants.toml").read_bytes() + (FOLDER / "census.toml").read_bytes()
    return hashlib.sha256(text).hexdigest()[:12]
