"""What Prometheus may know: how many requests a route answered how, and how long it took; never an identifier."""

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

LABELS = ("method", "route", "status")
REQUESTS = Counter("poverty_risk_requests_total", "Requests answered", LABELS)
SECONDS = Histogram("poverty_risk_seconds", "Seconds until the answer", ("method", "route"))


def count(method: str, route: str, status: int, seconds: float) -> None:
    """Note one answered request; `route` is the address pattern."""
    REQUESTS.labels(method, route, str(status)).inc()
    SECONDS.labels(method, route).observe(seconds)


def exposition() -> bytes:
    """All metrics; of all worker processes where PROMETHEUS_MULTIPROC_DIR is set."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return generate_latest()
    registry = CollectorRegistry()
    MultiProcessCollector(registry)
    return generate_latest(registry)
