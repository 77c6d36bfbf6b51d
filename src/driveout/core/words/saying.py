"""What people read in two languages, kept as one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Saying:
    """One thing said in both languages."""

    english: str
    danish: str

    def in_(self, language: str) -> str:
        """Danish for “da”, English for anything else."""
        return self.danish if language == "da" else self.english
