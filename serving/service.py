"""The BentoML service: the pages and the REST interface mounted at the root, on loopback by default."""

import features.environment  # noqa: F401  isort: skip

import bentoml

from serving.settings import Settings
from serving.web.application import application

SETTINGS = Settings.read()


@bentoml.asgi_app(application(SETTINGS), path="/")
@bentoml.service(name="poverty-risk", traffic={"timeout": 60}, workers=SETTINGS.number("workers"))
class PovertyRisk:
    """Who should be visited before they fall back into poverty, and why."""
