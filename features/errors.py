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


class StandardFileError(PovertyRiskError):
    """A file of official figures cannot be read, or says something that no figure can be."""


class FingerprintError(PovertyRiskError):
    """A trained model was fitted on other features than those declared now."""


class ModelFileError(PovertyRiskError):
    """A trained model's folder is missing a file or a file was changed."""


class EmptyPopulationError(PovertyRiskError):
    """There is no household to assess, or nothing to learn from."""


class SourceError(PovertyRiskError):
    """The files of a source are absent or not of the form its mapping expects."""


class SparkError(PovertyRiskError):
    """Spark cannot be started here, or cannot read what it is pointed at."""


class SettingsError(PovertyRiskError):
    """A setting of the service is missing, contradicts another or would be unsafe."""


class VaultError(PovertyRiskError):
    """The identity vault cannot be opened, or a field in it was altered."""


class AuditError(PovertyRiskError):
    """The audit log is not as it was written."""


class RequestError(PovertyRiskError):
    """A request that is not served, said in both languages; `status` is its HTTP status."""

    status = 400

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class NotSignedInError(RequestError):
    """Nobody is signed in, or the session or token has ended."""

    status = 401


class NotAllowedError(RequestError):
    """The caller's role or area does not reach so far."""

    status = 403


class NotThereError(RequestError):
    """There is no such thing within the caller's reach."""

    status = 404


class ConflictError(RequestError):
    """Somebody else was faster, or the form is stale: nothing was changed."""

    status = 409


class NotYetError(RequestError):
    """The procedure does not allow it yet, or not any more; the sentence says what is missing."""

    status = 409


class TooLargeError(RequestError):
    """More was sent than is read."""

    status = 413


class UnreadableError(RequestError):
    """What was sent does not have the form asked for."""

    status = 422


class TooOftenError(RequestError):
    """Too many attempts; wait as said."""

    status = 429


class UnavailableError(RequestError):
    """The service cannot answer now: no model, no list, no database."""

    status = 503


class UnreadableFileError(PovertyRiskError):
    """A received file is damaged, hostile or of no readable form; nothing of it was taken in."""


class MappingError(PovertyRiskError):
    """The mapping of an export is unfinished or contradicts the tables or the file."""


class IntakeError(PovertyRiskError):
    """Files cannot be taken in, or a batch, task or pair is not there."""


class LeaseError(PovertyRiskError):
    """Another weekly run holds the lease, or has taken it over."""


class WeekError(PovertyRiskError):
    """A week cannot be made or published."""


class PromotionError(PovertyRiskError):
    """A model may not be promoted by the rule that was set beforehand."""
