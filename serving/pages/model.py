"""The model: what it is for, what it is worth beside simpler ways, for whom, and whether it is still true."""

from fastapi import Request, Response

from features.text import Text
from serving.access.right import Right
from serving.reading import model as reading
from serving.run import Run
from serving.web.rendering import render
from serving.web.routes import Pages

PAGES = Pages()


@PAGES.page("/model", Right.READ_MODEL, entry=Text(zh="模型", en="Model"), place=50)
def show(request: Request) -> Response:
    """The model in use."""
    run: Run = request.app.state.run
    papers = reading.manifest(run)
    found = reading.evaluation(run, papers.model_id)
    context = {
        "papers": papers,
        "promoted": run.champion(),
        "refused": request.app.state.assessor.refused,
        "found": found,
        "sentences": reading.in_sentences(found) if found else [],
        "risk_figures": reading.RISK_FIGURES,
        "rivals": reading.rivals(found["return_risk"].get("all", {})) if found else [],
        "index_rivals": reading.index_rivals(found.get("poverty_index", {})) if found else [],
        "status": reading.status(run),
        "states": reading.STATES,
    }
    return render(request, "model.html", context)
