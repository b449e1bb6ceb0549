"""What a trained model says about itself: everything needed to trust, repeat or refuse it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from typing import Any, Self

from features.errors import ModelFileError
from models.reference import Reference

PACKAGES = ("lightgbm", "numpy", "pandas", "scikit-learn", "scipy", "duckdb")


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A trained model's papers; JSON-able throughout.

    `model_id` is a hash of the model's files. `trained_on`: as-of dates (ISO) of training and of
    calibration. `names`: features used by each model. `parameters`: each model's `Parameters` as a
    dict. `metrics`: the summary of the evaluation. `reference`: see `models.reference`. `cautions`:
    what whoever reads the figures must know, bilingual.
    """

    model_id: str
    fingerprint: str
    policy_version: str
    source: str
    horizon_months: int
    trained_on: Mapping[str, Sequence[str]]
    counts: Mapping[str, float]
    names: Mapping[str, Sequence[str]]
    parameters: Mapping[str, Mapping[str, float]]
    calibration: str
    seed: int
    packages: Mapping[str, str]
    metrics: Mapping[str, Any] = field(default_factory=dict)
    reference: Reference = field(default_factory=dict)
    cautions: Sequence[Mapping[str, str]] = ()

    def to_json(self) -> str:
        """As a JSON object, keys sorted; the same content gives the same text."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """What `to_json` wrote; raises ModelFileError for anything else."""
        try:
            return cls(**json.loads(text))
        except (TypeError, ValueError):
            raise ModelFileError("trained model: manifest.json is not a manifest; restore the folder") from None


def package_versions() -> dict[str, str]:
    """The versions of the packages that made the model."""
    return {name: version(name) for name in PACKAGES}


def days(dates: Sequence[date]) -> list[str]:
    """Dates as sorted ISO strings, each once."""
    return sorted({d.isoformat() for d in dates})
