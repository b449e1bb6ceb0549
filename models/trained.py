"""A trained model: index, risk and manifest in one folder of text and JSON, sealed with hashes.

No pickle and no code: the folder can be read by a person and is refused if a byte was changed or if the
features declared now are not those it was fitted on.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Self

import pandas as pd

from features.errors import FingerprintError, ModelFileError
from features.vector import fingerprint
from models import poverty_index, return_risk
from models.card import card
from models.manifest import Manifest, days, package_versions
from models.parameters import Parameters
from models.poverty_index import PovertyIndex
from models.reference import reference
from models.return_risk import ReturnRisk

MANIFEST = "manifest.json"
CARD = "card.md"
FILES = (*poverty_index.FILES, *return_risk.FILES, MANIFEST, CARD)
SEAL = "SHA256SUMS"  # as sha256sum writes it: `sha256sum -c SHA256SUMS` checks a folder by hand


@dataclass(frozen=True)
class Trained:
    """Both models and their papers."""

    index: PovertyIndex
    risk: ReturnRisk
    manifest: Manifest

    @classmethod
    def put_together(
        cls,
        index: PovertyIndex,
        risk: ReturnRisk,
        *,
        source: str,
        policy_version: str,
        horizon_months: int,
        trained_on: Mapping[str, Sequence[date]],
        parameters: Mapping[str, Parameters],
        reference_matrix: pd.DataFrame,
        seed: int,
        counts: Mapping[str, float] | None = None,
        metrics: Mapping[str, Any] | None = None,
        cautions: Sequence[Mapping[str, str]] = (),
    ) -> Self:
        """Both models with a manifest; `reference_matrix` (models' units) is what drift is measured against."""
        names = sorted(set(index.names) | set(risk.names))
        manifest = Manifest(
            model_id=_model_id(index, risk),
            fingerprint=fingerprint(),
            policy_version=policy_version,
            source=source,
            horizon_months=horizon_months,
            trained_on={part: days(dates) for part, dates in trained_on.items()},
            counts=dict(counts or {}),
            names={"poverty_index": list(index.names), "return_risk": list(risk.names)},
            parameters={part: asdict(one) for part, one in parameters.items()},
            calibration=risk.calibration.kind,
            seed=seed,
            packages=package_versions(),
            metrics=dict(metrics or {}),
            reference=reference(reference_matrix.reindex(columns=names)),
            cautions=list(cautions),
        )
        return cls(index, risk, manifest)

    def with_metrics(self, metrics: Mapping[str, Any]) -> Self:
        """The same models with the summary of their evaluation."""
        return replace(self, manifest=replace(self.manifest, metrics=dict(metrics)))

    def files(self) -> dict[str, str]:
        """Everything that is saved, by file name."""
        said = {MANIFEST: self.manifest.to_json(), CARD: card(self.manifest)}
        return self.index.files() | self.risk.files() | said

    def save(self, folder: Path) -> None:
        """Write the folder; a reader sees the old one or the new one, never half of it."""
        folder.parent.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for name, text in self.files().items():
                (partial / name).write_text(text, encoding="utf-8")
            (partial / SEAL).write_text(_seal(partial), encoding="utf-8")
            partial.chmod(0o755)
            _put_in_place(partial, folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """What `save` wrote.

        Raises ModelFileError if a file is missing or changed, and FingerprintError if it was fitted
        on other features than those declared now.
        """
        _check_seal(folder)
        manifest = Manifest.from_json((folder / MANIFEST).read_text(encoding="utf-8"))
        if manifest.fingerprint != fingerprint():
            raise FingerprintError(
                f"trained model {manifest.model_id}: fitted on features {manifest.fingerprint}, declared now are "
                f"{fingerprint()}; train again or go back to the program it was trained with"
            )
        return cls(PovertyIndex.load(folder), ReturnRisk.load(folder), manifest)


def _model_id(index: PovertyIndex, risk: ReturnRisk) -> str:
    text = json.dumps(index.files() | risk.files(), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _seal(folder: Path) -> str:
    return "".join(f"{_hash(p)}  {p.name}\n" for p in sorted(folder.iterdir()))


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check_seal(folder: Path) -> None:
    """Raise ModelFileError unless every file is there and as it was sealed."""
    if not (folder / SEAL).is_file():
        raise ModelFileError(f"trained model: {folder.name} has no {SEAL}; it is no saved model, train again")
    lines = (folder / SEAL).read_text(encoding="utf-8", errors="replace").splitlines()
    sealed = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    for name in sorted(sealed.keys() | set(FILES)):
        path = folder / Path(name).name
        if name not in sealed or not path.is_file() or _hash(path) != sealed[name]:
            raise ModelFileError(f"trained model: {path.name} in {folder.name} is missing or was changed; restore it")


def _put_in_place(partial: Path, folder: Path) -> None:
    """Rename `partial` to `folder`; a folder that was there is moved aside first and then removed."""
    aside = partial.with_name(partial.name + "-old")
    if folder.exists():
        os.replace(folder, aside)
    os.replace(partial, folder)
    shutil.rmtree(aside, ignore_errors=True)
