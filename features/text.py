"""Words shown to people, always in both languages."""

from dataclasses import dataclass

from features.errors import DeclarationError

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Text:
    """The same words in Chinese (first, always) and English.

    >>> Text(zh="住房", en="Housing").of("en")
    'Housing'
    """

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh.strip() or not self.en.strip():
            raise DeclarationError(f"text {self.zh or self.en!r} lacks a language: write zh and en")

    def of(self, language: str) -> str:
        """The words in `language` ("zh" or "en")."""
        if language not in LANGUAGES:
            raise ValueError(f"language {language!r} is not one of {', '.join(LANGUAGES)}")
        return self.zh if language == "zh" else self.en
