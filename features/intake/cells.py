"""How a cell is read, as SQL: one method for every `read` that a mapping may name."""

from features.intake.headings import Cell, Fault, Headings
from features.sources.export import RECORD, UNITS, UNKNOWN, Export, Filling, RowsOf
from features.table import Column


class Cells:
    """The ways of reading the cells of one of our tables out of a part of a file.

    Every `_read_…` gives the SQL of our column and what may be wrong with the cell; faults speak of
    our column by its name, since they are tested beside it.
    """

    def __init__(self, export: Export, rows: RowsOf, headings: Headings) -> None:
        self.export, self.rows, self.headings = export, rows, headings
        self.contract = rows.contract
        self.joins: list[str] = []

    def _fault(self, column: Column, broken: str, code: str) -> Fault:
        filling = self.rows.columns.get(column.name)
        return Fault(broken, code, self._heading_of(column.name), column.name, filling.unit if filling else "元")

    def _unreadable(self, column: Column, text: str, code: str) -> tuple[Fault, ...]:
        """Faults of a cell that is filled and yet gives nothing."""
        return (
            self._fault(column, f"{text} LIKE '#%' AND {column.name} IS NULL", "excel_error"),
            self._fault(column, f"{text} IS NOT NULL AND {text} NOT LIKE '#%' AND {column.name} IS NULL", code),
        )

    def _heading_of(self, name: str) -> str:
        filling = self.rows.columns.get(name)
        if filling is not None and filling.headings:
            return "、".join(filling.headings)
        identity = {"household_id": self.export.identity.household, "person_id": self.export.identity.person}
        return identity.get(name) or self._label(name)

    def _label(self, name: str) -> str:
        return "记录编号" if name == RECORD else self.contract.all_columns[name].label.zh

    def _text_of(self, filling: Filling) -> str:
        return self.headings.text(filling.headings[0])

    def _number_of(self, filling: Filling) -> str:
        return self.headings.number(filling.headings[-1])

    def _read_text(self, column: Column, filling: Filling) -> Cell:
        text = self._text_of(filling)
        return Cell(text, (self._fault(column, f"{text} LIKE '#%!' OR {text} LIKE '#N/A%'", "excel_error"),))

    def _read_diagnosis(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"upper(regexp_extract({self._text_of(filling)}, '^[A-Za-z][0-9][0-9](\\.[0-9]+)?'))", ())

    def _read_hidden(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"left(keyed({self._text_of(filling)}), 20)", ())

    def _read_hidden_number(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"left(keyed({self._number_of(filling)}), 20)", ())

    def _read_hidden_phone(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"left(keyed(phone_text({self._text_of(filling)})), 20)", ())

    def _read_phone_fits(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"phone_fits({self._text_of(filling)})", ())

    def _read_card_fits(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"card_fits(number_text({self._text_of(filling)}))", ())

    def _read_card_names_person(self, column: Column, filling: Filling) -> Cell:
        card, person = filling.headings
        numbers = f"left(number_text({self.headings.text(card)}), 18) = {self.headings.number(person)}"
        return Cell(numbers, ())

    def _read_card_kind(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"nullif(substr(number_text({self._text_of(filling)}), 19, 1), '')", ())

    def _read_household(self, column: Column, filling: Filling) -> Cell:
        text = self._text_of(filling)
        sql = text if self.export.identity.pseudonyms else f"household_key({text})"
        return Cell(sql, (self._fault(column, f"rounded({text})", "number_destroyed"),))

    def _read_village(self, column: Column, filling: Filling) -> Cell:
        return self._area(column, filling, "village")

    def _read_area(self, column: Column, filling: Filling) -> Cell:
        if self.contract.name == "areas":
            text = self._text_of(filling)
            sql = f"CASE WHEN regexp_full_match({text}, '[0-9]{{6,12}}') THEN rpad({text}, 12, '0') END"
            return Cell(sql, self._unreadable(column, text, "unknown_area"))
        return self._area(column, filling, "")

    def _area(self, column: Column, filling: Filling, level: str) -> Cell:
        texts = [self.headings.text(h) for h in filling.headings]
        joined = f"concat_ws('/', {', '.join(texts)})" if len(texts) > 1 else texts[0]
        named = f"CASE WHEN regexp_full_match({texts[-1]}, '[0-9]{{12}}') THEN {texts[-1]} ELSE {joined} END"
        only = f" AND {{}}.level = '{level}'" if level else ""
        name = f"p{len(self.joins)}"
        self.joins.append(f"LEFT JOIN places {name} ON {name}.words = {named}{only.format(name)}")
        return Cell(f"place{len(self.joins) - 1}", self._unreadable(column, joined, "unknown_area"))

    def _read_code(self, column: Column, filling: Filling) -> Cell:
        text = self._text_of(filling)
        words = {w: code for code, t in column.codes.items() for w in (code, t.zh, t.en)} | dict(filling.codes)
        cases = " ".join(f"WHEN {_quoted(w.lower())} THEN {_code(c)}" for w, c in words.items())
        sql = f"CASE lower({text}) {cases} END"
        return Cell(sql, self._unreadable(column, _known(text, filling), "unknown_code"))

    def _read_sex(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"number_sex({self._number_of(filling)})", ())

    def _read_whole(self, column: Column, filling: Filling) -> Cell:
        raw, kind = self.headings.typed(filling.headings[0])
        if kind in ("BIGINT", "INTEGER", "SMALLINT", "TINYINT"):
            return Cell(f"CAST({raw} AS BIGINT)", ())
        text = self._text_of(filling)
        number = f"try_cast(replace({text}, ',', '') AS DECIMAL(24, 6))"
        sql = f"CASE WHEN {number} = round({number}) THEN CAST({number} AS BIGINT) END"
        return Cell(sql, self._unreadable(column, text, "not_whole"))

    def _read_card_grade(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"try_cast(substr(number_text({self._text_of(filling)}), 20, 1) AS BIGINT)", ())

    def _read_number(self, column: Column, filling: Filling) -> Cell:
        raw, kind = self.headings.typed(filling.headings[0])
        if kind in ("DOUBLE", "BIGINT", "INTEGER", "FLOAT"):
            sql = f"CASE WHEN isfinite(CAST({raw} AS DOUBLE)) THEN CAST({raw} AS DOUBLE) END"
            return Cell(sql, (self._fault(column, f"NOT isfinite(CAST({raw} AS DOUBLE))", "not_a_number"),))
        text = self._text_of(filling)
        sql = f"CAST(try_cast(replace(replace({text}, ',', ''), '%', '') AS DECIMAL(24, 6)) AS DOUBLE)"
        return Cell(sql, self._unreadable(column, text, "not_a_number"))

    def _read_percent(self, column: Column, filling: Filling) -> Cell:
        cell = self._read_number(column, filling)
        return Cell(f"({cell.sql} / 100)", cell.faults)

    def _read_money(self, column: Column, filling: Filling) -> Cell:
        raw, kind = self.headings.typed(filling.headings[0])
        factor = UNITS[filling.unit]
        if kind in ("BIGINT", "INTEGER"):
            return Cell(f"CAST({raw} AS BIGINT) * {factor}", ())
        text = self._text_of(filling)
        fen = f"(amount({text}) * {factor})"
        sql = f"CAST(round({fen}) AS BIGINT)"
        odd = self._fault(column, f"abs({fen} - round({fen})) > 0.001", "part_of_a_fen")
        return Cell(sql, (*self._unreadable(column, text, "not_an_amount"), odd))

    def _read_yes_no(self, column: Column, filling: Filling) -> Cell:
        raw, kind = self.headings.typed(filling.headings[0])
        if kind == "BOOLEAN":
            return Cell(raw, ())
        text = self._text_of(filling)
        words = " ".join(f"WHEN {text} = {_quoted(w)} THEN {_code(c)}::BOOLEAN" for w, c in filling.codes.items())
        sql = f"CASE {words} ELSE yes_no({text}) END" if words else f"yes_no({text})"
        return Cell(sql, self._unreadable(column, _known(text, filling), "not_yes_no"))

    def _read_filled(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"({self._text_of(filling)} IS NOT NULL)", ())

    def _read_number_fits(self, column: Column, filling: Filling) -> Cell:
        text = self._text_of(filling)
        return Cell(f"CASE WHEN {text} IS NOT NULL THEN number_fits({self._number_of(filling)}) END", ())

    def _read_birth(self, column: Column, filling: Filling) -> Cell:
        return Cell(f"number_day({self._number_of(filling)})", ())

    def _read_day(self, column: Column, filling: Filling) -> Cell:
        raw, kind = self.headings.typed(filling.headings[0])
        if kind.startswith(("DATE", "TIMESTAMP")):
            return Cell(f"CAST({raw} AS DATE)", ())
        text = self._text_of(filling)
        sql = f"day_of({text})"
        return Cell(sql, self._unreadable(column, text, "not_a_day"))

    def _read_month_end(self, column: Column, filling: Filling) -> Cell:
        return self._month(column, filling, "last_day({})")

    def _read_month_start(self, column: Column, filling: Filling) -> Cell:
        return self._month(column, filling, "{}")

    def _month(self, column: Column, filling: Filling, form: str) -> Cell:
        text = self._text_of(filling)
        sql = form.format(f"month_of({text})")
        return Cell(sql, self._unreadable(column, text, "not_a_month"))

    def _read_year_end(self, column: Column, filling: Filling) -> Cell:
        text = self._text_of(filling)
        year = f"try_cast(regexp_extract({text}, '^((19|20)[0-9][0-9])', 1) AS INTEGER)"
        sql = f"make_date({year}, 12, 31)"
        return Cell(sql, self._unreadable(column, text, "not_a_day"))


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def _code(code: str) -> str:
    """A code as SQL; UNKNOWN says in the mapping that a word tells us nothing."""
    return "NULL" if code == UNKNOWN else _quoted(code)


def _known(text: str, filling: Filling) -> str:
    """The text, empty where the mapping says that it tells nothing."""
    nothing = [_quoted(w.lower()) for w, c in filling.codes.items() if c == UNKNOWN]
    return f"CASE WHEN lower({text}) NOT IN ({', '.join(nothing)}) THEN {text} END" if nothing else text
