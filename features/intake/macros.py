"""DuckDB macros that read a cell as people write it: full-width digits, 元 and 万, 是 and 否, days in a dozen ways."""

import duckdb

FULL = "０１２３４５６７８９ＸｘＡＢＣＤ．，－／：　（）"
HALF = "0123456789XxABCD.,-/: ()"
NOTHING = ("", "-", "--", "—", "——", "/", "\\", "null", "none", "nan", "nat", "n/a", "#n/a")
DAYS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S"),
    *("%Y-%m-%dT%H:%M:%S", "%Y/%m/%d %H:%M", "%Y-%m-%d %H:%M:%S.%f"),
)
MONTHS = ("%Y%m", "%Y-%m", "%Y/%m", "%Y.%m", "%Y年%m月")
YES = ("是", "有", "y", "yes", "true", "t", "1", "√", "✓", "对")
NO = ("否", "无", "没有", "n", "no", "false", "f", "0", "×", "✗", "x", "不是", "未")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643, ISO 7064 MOD 11-2
CHECK_DIGITS = "10X98765432"


def _words(words: tuple[str, ...]) -> str:
    return "(" + ", ".join("'" + w.replace("'", "''") + "'" for w in words) + ")"


def _formats(formats: tuple[str, ...]) -> str:
    return "[" + ", ".join(f"'{f}'" for f in formats) + "]"


_CHECKSUM = " + ".join(f"{w} * try_cast(substr(x, {i + 1}, 1) AS INTEGER)" for i, w in enumerate(WEIGHTS))

MACROS = {
    # As many bytes as characters: nothing in it is wide. Translating costs ten times as much as looking first.
    "half(x)": f"CASE WHEN strlen(x) = length(x) THEN trim(x, ' \t\n\r') "
    f"WHEN regexp_matches(x, '[{FULL}]') THEN translate(trim(x, ' \t\n\r　'), '{FULL}', '{HALF}') "
    "ELSE trim(x, ' \t\n\r　') END",
    "filled(x)": f"CASE WHEN strlen(x) > {max(len(w.encode()) for w in NOTHING)} THEN x "
    f"WHEN lower(x) IN {_words(NOTHING)} THEN NULL ELSE x END",
    "digits(x)": "translate(x, '元圆￥¥, 块人民币', '')",
    "amount(x)": (
        "CASE WHEN digits(x) LIKE '%万' THEN try_cast(replace(digits(x), '万', '') AS DECIMAL(24, 6)) * 10000 "
        "ELSE try_cast(digits(x) AS DECIMAL(24, 6)) END"
    ),
    # %Y reads two digits as a year of the first century: nothing of ours lies before 1850.
    "modern(d)": "CASE WHEN d >= DATE '1850-01-01' AND d < DATE '2200-01-01' THEN d END",
    "day_of(x)": f"modern(CAST(try_strptime(x, {_formats(DAYS)}) AS DATE))",
    "month_of(x)": (
        f"CASE WHEN length(regexp_replace(x, '[^0-9]', '', 'g')) BETWEEN 5 AND 6 "
        f"THEN modern(CAST(try_strptime(x, {_formats(MONTHS)}) AS DATE)) ELSE date_trunc('month', day_of(x))::DATE END"
    ),
    "yes_no(x)": f"CASE WHEN lower(x) IN {_words(YES)} THEN TRUE WHEN lower(x) IN {_words(NO)} THEN FALSE END",
    "destroyed(x)": "regexp_full_match(x, '[0-9]\\.?[0-9]*[eE]\\+?[0-9]+')",
    # Only what Excel writes itself: a record's own number may hold an E.
    "rounded(x)": "regexp_full_match(x, '[0-9]\\.[0-9]+[eE]\\+?[0-9]+|[0-9][eE]\\+[0-9]+')",
    "number_text(x)": "upper(translate(x, ' -', ''))",
    "is_number(x)": "regexp_full_match(x, '[0-9]{17}[0-9X]')",
    "check_digit(x)": f"substr('{CHECK_DIGITS}', 1 + ({_CHECKSUM}) % 11, 1)",
    "number_day(x)": "modern(CAST(try_strptime(substr(x, 7, 8), '%Y%m%d') AS DATE))",
    "number_fits(x)": (
        "CASE WHEN is_number(x) THEN check_digit(x) = substr(x, 18, 1) AND number_day(x) IS NOT NULL ELSE FALSE END"
    ),
    # Of 15 digits (before 1999) the year lacks its century and the check digit is missing.
    "stretched(x)": (
        "CASE WHEN regexp_full_match(number_text(x), '[0-9]{15}') "
        "THEN left(number_text(x), 6) || '19' || substr(number_text(x), 7) ELSE number_text(x) END"
    ),
    # 17 digits that were not stretched have lost one: completed they would be somebody else's.
    "whole_number(x, was)": "CASE WHEN length(x) = 17 AND length(number_text(was)) = 15 THEN x || check_digit(x) "
    "ELSE x END",
    "number_sex(x)": (
        "CASE WHEN NOT is_number(x) THEN NULL WHEN try_cast(substr(x, 17, 1) AS INTEGER) % 2 = 1 THEN 'male' "
        "ELSE 'female' END"
    ),
    "phone_text(x)": "regexp_replace(translate(x, ' -()', ''), '^(\\+?86)', '')",
    "phone_fits(x)": "regexp_full_match(phone_text(x), '1[3-9][0-9]{9}|0[0-9]{9,11}')",
    # 18 digits of the identity number, kind 1 to 7, grade 1 to 4, and two more when it was issued again
    "card_fits(x)": "regexp_full_match(x, '[0-9]{17}[0-9X][1-7][1-4]([0-9A-Z]{2})?') AND number_fits(left(x, 18))",
    "keyed(x)": "sha256((SELECT outer_key FROM identity_key) || unhex(sha256((SELECT inner_key FROM identity_key) "
    "|| encode(x))))",
    "person_key(x)": "'P' || left(keyed('person|' || x), 20)",
    "household_key(x)": "'H' || left(keyed('household|' || x), 20)",
}


def define_macros(connection: duckdb.DuckDBPyConnection, key: bytes) -> None:
    """Make the macros; `key` (32 bytes) is the secret of the keyed hashes (HMAC-SHA256)."""
    padded = key.ljust(64, b"\x00")
    inner, outer = bytes(b ^ 0x36 for b in padded), bytes(b ^ 0x5C for b in padded)
    connection.execute("CREATE TEMP TABLE identity_key (inner_key BLOB, outer_key BLOB)")
    connection.execute("INSERT INTO identity_key VALUES (?, ?)", [inner, outer])
    for head, body in MACROS.items():
        connection.execute(f"CREATE TEMP MACRO {head} AS {body}")
