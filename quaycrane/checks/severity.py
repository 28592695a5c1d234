"""How much a finding matters."""

from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters; the words of SARIF."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
