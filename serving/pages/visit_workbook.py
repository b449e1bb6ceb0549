"""The workbook of my visits: taken along, filled in without a network, brought back."""

import tempfile
from pathlib import Path

from fastapi import Request, Response
from starlette.datastructures import UploadFile

from features.errors import UnreadableError
from features.text import Text
from serving.access.right import Right
from serving.cases.workplace import Workplace
from serving.visits.workbook import LIMITS, take_in, write
from serving.web.asking import Asking, Filled, Kept
from serving.web.rendering import language_of, render
from serving.web.routes import Pages

PAGES = Pages()
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@PAGES.page("/visit-workbook", Right.VISIT)
def show(request: Request) -> Response:
    """Download, and upload."""
    return render(request, "visit_workbook.html", {"outcomes": None, "wrong": None})


@PAGES.page("/visit-workbook/file", Right.VISIT)
def download(request: Request, caller: Asking, kept: Kept) -> Response:
    """The caller's open visits as a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = write(kept, Workplace.of(request), caller, Path(folder) / "visits.xlsx", language_of(request))
        content = path.read_bytes()
    name = f"visits-{Workplace.of(request).today}.xlsx"
    return Response(content, media_type=XLSX, headers={"content-disposition": f'attachment; filename="{name}"'})


@PAGES.action("/visit-workbook", Right.VISIT)
def upload(request: Request, form: Filled, caller: Asking, kept: Kept) -> Response:
    """Report what was filled in; every row is answered by itself."""
    try:
        outcomes = take_in(kept, Workplace.of(request), caller, _content(form.get("file")))
    except UnreadableError as error:
        wrong = Text(zh=error.zh, en=error.en)
        return render(request, "visit_workbook.html", {"outcomes": None, "wrong": wrong}, status=error.status)
    return render(request, "visit_workbook.html", {"outcomes": outcomes, "wrong": None})


def _content(file: object) -> bytes:
    content = file.file.read(LIMITS.file_bytes + 1) if isinstance(file, UploadFile) else b""
    if not content:
        raise UnreadableError("请选择填好的工作簿", "choose the workbook you filled in")
    if len(content) > LIMITS.file_bytes:
        raise UnreadableError(
            "文件超过2MB，请只上传走访表", "the file is larger than 2 MB: upload the visit workbook only"
        )
    return content
