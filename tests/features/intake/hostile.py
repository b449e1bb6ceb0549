"""Files nobody should send: damaged, disguised, huge when unpacked, or cut. Each function writes one and names it."""

import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import xlsxwriter

CORPUS: dict[str, Callable[[Path], Path]] = {}
"""Every hostile file by name, as a function of the folder it is written to."""

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"/></Relationships>'
)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{MAIN}" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
SHEET = f'<?xml version="1.0"?><worksheet xmlns="{MAIN}"><sheetData>{{rows}}</sheetData></worksheet>'
TWO = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" t="inlineStr"><is><t>乙</t></is></c></row>'
    '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
)


def hostile(write: Callable[[Path], Path]) -> Callable[[Path], Path]:
    CORPUS[write.__name__] = write
    return write


def parts(sheet: str = SHEET.format(rows=TWO), **more: str | bytes) -> dict[str, str | bytes]:
    return {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS.format(kind="officeDocument", target="xl/workbook.xml"),
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": RELS.format(kind="worksheet", target="worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": sheet,
        **more,
    }


def archive(path: Path, entries: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return path


def text(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def book(path: Path, rows: list[list], **options: object) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, **options}) as made:
        sheet = made.add_worksheet("S")
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
    return path


@hostile
def sheet_of_512_megabytes_in_little(folder: Path) -> Path:
    path = folder / "bomb.xlsx"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = b" " * (1024 * 1024)
    data = b"".join(packer.compress(block) for _ in range(512)) + packer.flush()
    return _with_raw_entry(path, "xl/worksheets/sheet1.xml", data, 512 * 1024 * 1024)


def _with_raw_entry(path: Path, name: str, data: bytes, size: int) -> Path:
    """An archive of one entry that says it unpacks to `size` bytes."""
    raw = name.encode()
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(data), size, len(raw), 0) + raw + data
    fields = (b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(data), size, len(raw), 0, 0, 0, 0, 0, 0)
    central = struct.pack("<4sHHHHHHIIIHHHHHII", *fields) + raw
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 1, 1, len(central), len(local), 0)
    path.write_bytes(local + central + end)
    return path


@hostile
def cell_in_the_last_corner(folder: Path) -> Path:
    rows = TWO + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return archive(folder / "corner.xlsx", parts(SHEET.format(rows=rows)))


@hostile
def four_thousand_million_shared_strings(folder: Path) -> Path:
    strings = f'<?xml version="1.0"?><sst xmlns="{MAIN}" count="4000000000" uniqueCount="4000000000"/>'
    rels = RELS.format(kind="worksheet", target="worksheets/sheet1.xml").replace(
        "</Relationships>",
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    return archive(
        folder / "strings.xlsx", parts(**{"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": rels})
    )


@hostile
def entity_bomb(folder: Path) -> Path:
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>' + SHEET[21:]
    return archive(folder / "entities.xlsx", parts(bomb.format(rows="&b;")))


@hostile
def external_entity(folder: Path) -> Path:
    out = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SHEET[21:]
    return archive(folder / "outside.xlsx", parts(out.format(rows="&x;")))


@hostile
def five_thousand_entries(folder: Path) -> Path:
    return archive(folder / "many.xlsx", parts(**{f"xl/media/{i}.txt": "" for i in range(5000)}))


@hostile
def archive_in_an_archive(folder: Path) -> Path:
    inner = archive(folder / "inner.zip", {"a": "b"}).read_bytes()
    (folder / "inner.zip").unlink()
    return archive(folder / "nested.xlsx", parts(**{"xl/embeddings/inner.zip": inner}))


@hostile
def entry_twice(folder: Path) -> Path:
    path = archive(folder / "twice.xlsx", parts())
    with zipfile.ZipFile(path, "a") as file, _quietly():
        file.writestr("xl/workbook.xml", BOOK)
    return path


def _quietly():
    import warnings

    context = warnings.catch_warnings()
    warnings.simplefilter("ignore")
    return context


@hostile
def overlapping_entries(folder: Path) -> Path:
    data = zlib.compress(b" " * 1000)[2:-4]
    name = b"xl/workbook.xml"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, 0, len(data), 1000, len(name), 0) + name + data
    central = b""
    for number in range(50):
        own = f"xl/{number:03d}.xml".encode()
        fields = (b"PK\1\2", 20, 20, 0, 8, 0, 0, 0, len(data), 1000, len(own), 0, 0, 0, 0, 0, 0)
        central += struct.pack("<4sHHHHHHIIIHHHHHII", *fields) + own
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 50, 50, len(central), len(local), 0)
    return text(folder / "overlap.xlsx", local + central + end)


@hostile
def entry_that_lies_about_its_size(folder: Path) -> Path:
    data = zlib.compress(b" " * 5_000_000)[2:-4]
    return _with_raw_entry(folder / "lies.xlsx", "xl/workbook.xml", data, 10)


@hostile
def encrypted_workbook(folder: Path) -> Path:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
    return text(folder / "secret.xlsx", ole)


@hostile
def workbook_with_macros(folder: Path) -> Path:
    return archive(folder / "macros.xlsm", parts(**{"xl/vbaProject.bin": b"\0" * 100}))


@hostile
def cut_workbook(folder: Path) -> Path:
    whole = book(folder / "cut.xlsx", [["甲", "乙"], [1, 2]])
    return text(whole, whole.read_bytes()[:-300])


@hostile
def empty_file(folder: Path) -> Path:
    return text(folder / "empty.xlsx", b"")


@hostile
def text_under_the_name_of_a_workbook(folder: Path) -> Path:
    return text(folder / "text.xlsx", "甲,乙\n1,2\n".encode())


@hostile
def workbook_under_the_name_of_a_text(folder: Path) -> Path:
    return book(folder / "book.xlsx", [["甲", "乙"], [1, 2]]).rename(folder / "book.csv")


@hostile
def web_page_under_the_name_of_a_workbook(folder: Path) -> Path:
    return text(folder / "page.xls", b"<html><table><tr><td>1</td></tr></table></html>")


@hostile
def xls_with_broken_tables(folder: Path) -> Path:
    head = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 504)
    struct.pack_into("<I", head, 44, 0x7FFFFFFF)  # number of FAT sectors
    struct.pack_into("<I", head, 72, 0x7FFFFFFF)  # number of DIFAT sectors
    return text(folder / "fat.xls", bytes(head) + b"\xff" * 4096)


@hostile
def ods_of_a_thousand_million_repeated_rows(folder: Path) -> Path:
    content = (
        '<?xml version="1.0"?><office:document-content '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="S"><table:table-row table:number-rows-repeated="1000000000">'
        '<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p>'
        "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    manifest = f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{space}"/>'
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    entries = {"mimetype": mime, "META-INF/manifest.xml": manifest, "content.xml": content}
    return archive(folder / "rows.ods", entries)


@hostile
def external_links(folder: Path) -> Path:
    link = f'<?xml version="1.0"?><externalLink xmlns="{MAIN}"/>'
    return archive(folder / "links.xlsx", parts(**{"xl/externalLinks/externalLink1.xml": link}))


@hostile
def only_hidden_sheets(folder: Path) -> Path:
    path = folder / "hidden.xlsx"
    with xlsxwriter.Workbook(path) as made:
        made.add_worksheet("空")
        sheet = made.add_worksheet("藏")
        sheet.write(0, 0, "甲")
        sheet.hide()
    return path


@hostile
def merged_headings(folder: Path) -> Path:
    path = folder / "merged.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("S")
        sheet.merge_range(0, 0, 0, 3, "标题")
        sheet.write_row(1, 0, ["收入", None, "支出"])
        sheet.write_row(2, 0, ["工资", "合计", "医疗", "合计"])
        sheet.write_row(3, 0, [1, 2, 3, 4])
    return path


@hostile
def sixteen_thousand_columns(folder: Path) -> Path:
    return book(folder / "wide.xlsx", [[f"列{i}" for i in range(16384)], [1]])


@hostile
def cells_of_32767_characters(folder: Path) -> Path:
    return book(folder / "long.xlsx", [["甲", "乙"], ["字" * 32767, "x"]])


@hostile
def formulas_with_kept_values(folder: Path) -> Path:
    path = folder / "formulas.xlsx"
    with xlsxwriter.Workbook(path) as made:
        sheet = made.add_worksheet("S")
        sheet.write_row(0, 0, ["甲", "乙"])
        sheet.write_formula(1, 0, "=1+1", None, 2)
        sheet.write_formula(1, 1, '=cmd|" /c calc"!A1', None, "#REF!")
    return path


@hostile
def error_cells(folder: Path) -> Path:
    rows = TWO + '<row r="3"><c r="A3" t="e"><v>#DIV/0!</v></c><c r="B3" t="e"><v>#N/A</v></c></row>'
    return archive(folder / "errors.xlsx", parts(SHEET.format(rows=rows)))


@hostile
def numbers_that_are_no_numbers(folder: Path) -> Path:
    rows = TWO + '<row r="3"><c r="A3"><v>1e999</v></c><c r="B3"><v>NaN</v></c></row>'
    return archive(folder / "nan.xlsx", parts(SHEET.format(rows=rows)))


@hostile
def days_before_1900(folder: Path) -> Path:
    styles = f'<?xml version="1.0"?><styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = TWO + '<row r="3"><c r="A3" s="0"><v>-99999</v></c><c r="B3" s="0"><v>9999999</v></c></row>'
    return archive(folder / "days.xlsx", parts(SHEET.format(rows=rows), **{"xl/styles.xml": styles}))


@hostile
def gb18030_text(folder: Path) -> Path:
    return text(folder / "gb.csv", "姓名,村\n张㐂,一村\n".encode("gb18030"))


@hostile
def utf16_text(folder: Path) -> Path:
    return text(folder / "utf16.csv", "姓名\t村\n张三\t一村\n".encode("utf-16"))


@hostile
def utf8_text_with_mark(folder: Path) -> Path:
    return text(folder / "bom.csv", "姓名,村\n张三,一村\n".encode("utf-8-sig"))


@hostile
def mixed_encodings(folder: Path) -> Path:
    return text(folder / "mixed.csv", "姓名,村\n张三,".encode() + b"\xff\xfe\x80\xff\n")


@hostile
def line_without_end(folder: Path) -> Path:
    return text(folder / "line.csv", b"a,b\n" + b"x" * 9_000_000)


@hostile
def quotation_mark_not_closed(folder: Path) -> Path:
    return text(folder / "quote.csv", b'a,b\n1,"2\n' + b"3,4\n" * 20_000)


@hostile
def nul_characters(folder: Path) -> Path:
    return text(folder / "nul.csv", b"a,b\n1,\x002\n")


@hostile
def nul_characters_far_inside(folder: Path) -> Path:
    return text(folder / "later.csv", b"a,b\n" + b"1,2\n" * 30_000 + b"1,\x002\n")


@hostile
def bare_carriage_returns(folder: Path) -> Path:
    return text(folder / "cr.csv", "甲,乙\r1,2\r3,4\r".encode())


@hostile
def full_width_digits(folder: Path) -> Path:
    return text(folder / "wide.csv", "甲,乙\n１２３,２０２６－０１－０５\n".encode())


@hostile
def duplicate_headings(folder: Path) -> Path:
    return text(folder / "same.csv", "姓名,金额,金额\n张三,2,3\n".encode())


@hostile
def headings_that_look_alike(folder: Path) -> Path:
    return text(folder / "alike.csv", "name,nаme\n1,2\n".encode())  # the second has a Cyrillic letter


@hostile
def no_headings(folder: Path) -> Path:
    return text(folder / "bare.csv", b"1,2\n3,4\n" * 20)


@hostile
def path_out_of_the_archive(folder: Path) -> Path:
    return archive(folder / "slip.xlsx", parts(**{"../../evil.xml": "x"}))


@hostile
def nested_json(folder: Path) -> Path:
    return text(folder / "deep.jsonl", json.dumps({"a": {"b": 1}}).encode())


@hostile
def json_of_endless_depth(folder: Path) -> Path:
    return text(folder / "depth.jsonl", b'{"a":' + b"[" * 100_000)


@hostile
def json_with_a_key_twice(folder: Path) -> Path:
    return text(folder / "key.jsonl", b'{"a": 1, "a": 2}\n')


@hostile
def cut_parquet(folder: Path) -> Path:
    path = folder / "cut.parquet"
    pd.DataFrame({"a": range(1000)}).to_parquet(path)
    return text(path, path.read_bytes()[:-40])


@hostile
def damaged_parquet(folder: Path) -> Path:
    path = folder / "flip.parquet"
    pd.DataFrame({"a": [str(i) * 3 for i in range(5000)]}).to_parquet(path)
    content = bytearray(path.read_bytes())
    content[100:900] = b"\x00" * 800
    return text(path, bytes(content))


@hostile
def archive_that_is_no_workbook(folder: Path) -> Path:
    return archive(folder / "photos.xlsx", {"a.jpg": b"x"})


@hostile
def pdf_under_the_name_of_a_workbook(folder: Path) -> Path:
    return text(folder / "scan.xlsx", b"%PDF-1.7\n")
