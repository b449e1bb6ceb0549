"""Names, numbers and phones for an invented county's people, plainly invented: no such region, no such network."""

import hashlib
import json
from datetime import date
from pathlib import Path

from serving.access.role import Identity

FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭"
GIVEN = "安平康宁和顺福春秋山水田禾麦谷松柏梅兰竹菊云雨雪晴星月明亮文武礼仁义信勤俭"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
REGION = "990101"  # no administrative division begins with 99


def is_invented(records: Path) -> bool:
    """Whether the record store at `records` is an invented county, so that its people may be given names."""
    said = json.loads((records / "source.json").read_text(encoding="utf-8"))
    return said.get("name") == "synthetic"


def identity_of(person_id: str, born_on: date | None) -> dict[Identity, str]:
    """A person's invented fields; the same person always has the same.

    >>> identity_of("P1", date(1990, 1, 1))[Identity.IDENTITY_NUMBER][:14]
    '99010119900101'
    """
    draw = int.from_bytes(hashlib.sha256(person_id.encode()).digest()[:16], "big")
    name = FAMILY[draw % len(FAMILY)] + "".join(GIVEN[(draw >> s) % len(GIVEN)] for s in ((8,), (8, 16))[draw & 1])
    return {
        Identity.NAME: name,
        Identity.IDENTITY_NUMBER: _number(born_on or date(1970, 1, 1), draw >> 24),
        Identity.PHONE: f"000{(draw >> 40) % 10**8:08d}",
        Identity.BANK_ACCOUNT: f"9999{(draw >> 70) % 10**15:015d}",
    }


def _number(born_on: date, draw: int) -> str:
    """Eighteen digits with the check digit of GB 11643."""
    body = f"{REGION}{born_on:%Y%m%d}{draw % 1000:03d}"
    return body + CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]
