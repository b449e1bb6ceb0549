"""Every error the project raises on purpose: one base, one class per thing a caller can act on.

Each message says what is wrong, where, and what to do. It never holds a family's value or
identifier, because exceptions are logged.
"""


class PovertyRiskError(Exception):
    """The base: whatever the command line shows as one sentence instead of a traceback."""


class DeclarationError(PovertyRiskError):
    """A declaration contradicts itself or its table; raised at import, for its author."""


class ContractError(PovertyRiskError):
    """Records do not keep the contract of their table; raised before anything is written."""


class RecordStoreError(PovertyRiskError):
    """A record store is missing, empty or damaged."""


class UnknownAreaError(PovertyRiskError):
    """An area code that the store's areas do not know."""


class ScopeError(PovertyRiskError):
    """A reader asks for more than its area scope can answer."""


class MissingStandardError(PovertyRiskError):
    """No official figure for this area and date: assessment is refused, nothing falls back."""


class FingerprintError(PovertyRiskError):
    """A trained model was fitted on other features than those declared now."""


class ModelFileError(PovertyRiskError):
    """A trained model's folder is missing a file or a file was changed."""


class EmptyPopulationError(PovertyRiskError):
    """There is no household to assess, or nothing to learn from."""


class SourceError(PovertyRiskError):
    """The files of a source are absent or not of the form its mapping expects."""
