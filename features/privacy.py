"""How sensitive a column or feature is; roles are granted classes, never single columns."""

from enum import Enum


class Privacy(Enum):
    """Classes of personal information (PIPL 28: health, finance and minors are sensitive)."""

    PUBLIC = "public"
    HOUSEHOLD = "household"
    FINANCE = "finance"
    HEALTH = "health"
    MINOR = "minor"
    AUDIT_ONLY = "audit_only"  # ethnicity, sex …: the fairness audit may read it, nothing else
