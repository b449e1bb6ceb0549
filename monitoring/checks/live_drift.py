"""What the service was asked lately is unlike what the model learnt from and unlike the county of this week."""

import numpy as np
import pandas as pd

from features.feature import features
from features.text import Text
from models.reference import Reference, reference
from monitoring.check import Check, Concern, Threshold, Told
from monitoring.finding import Finding, State, not_estimable
from monitoring.moved import MUCH, SOURCE, Moved, about_areas, between
from monitoring.requests import latest_requests, requests_folder
from monitoring.week import Week

FEW = 200
SCORES = {
    "poverty_index": Text(zh="贫困指数", en="Poverty index"),
    "return_risk": Text(zh="返贫风险", en="Return risk"),
}


def find(week: Week) -> list[Finding]:
    """One finding per feature that was requested, and one each for index and risk."""
    rows = latest_requests(requests_folder(week.root), week.manifest["model_id"])
    if len(rows) < FEW:
        zh, en = f"服务近期只有{len(rows)}次请求，太少", f"the service was asked only {len(rows)} times of late"
        return [not_estimable("requests", zh, en, len(rows))]
    names = [n for n in week.reference if n in rows and n in features() and not about_areas(features()[n])]
    county = reference(week.matrix[names])
    asked = [_of(_moved(n, week.reference, county, rows), features()[n].label) for n in names]
    said = reference(pd.DataFrame(week.scores))
    return asked + [_of(_moved(n, said, said, rows), label) for n, label in SCORES.items()]


def _moved(name: str, learnt: Reference, county: Reference, rows: pd.DataFrame) -> Moved:
    """Far from both is drift; the county of this week stands where the checks of a week have last year's."""
    column = rows[name].to_numpy("float64")
    n = int((~np.isnan(column)).sum())
    return Moved(name, n, between(learnt[name], column), between(county[name], column))


def _of(one: Moved, label: Text) -> Finding:
    if one.since_training is None:
        return not_estimable(one.name, f"{label.zh}：已知值太少", f"{label.en}: too few known values", one.n)
    known = one.name in features()
    return Finding(
        key=one.name,
        state=State.ALARM if one.much else State.QUIET,
        words=Text(
            zh=f"{label.zh}：服务近期{one.n}次请求的分布与训练时相比PSI {one.since_training.index:.2f}",
            en=f"{label.en}: PSI {one.since_training.index:.2f} between the last {one.n} requests and training",
        ),
        value=one.least,
        n=one.n,
        department=features()[one.name].department if known else None,
        features=(one.name,) if known else (),
    )


CHECK = Check(
    concern=Concern.MODEL,
    question=Text(
        zh="服务被问到的户与模型学过的不同吗？",
        en="Is the service asked about other households than it learnt from?",
    ),
    threshold=Threshold(
        value=MUCH,
        measure=Text(
            zh="PSI且移动0.1个标准差以上，须同时偏离训练时与本周全县",
            en="PSI and 0.1 standard deviations, both since training and from the county of this week",
        ),
        source=SOURCE,
    ),
    remedy=Text(
        zh="查请求来自哪个系统、单位和口径是否一致",
        en="find out which system asks, and whether its units and definitions are ours",
    ),
    told=(Told.DATA_SCIENTIST,),
    find=find,
)
