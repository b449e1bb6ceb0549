"""Invented names, identity numbers and telephones for an invented county's people; none can be a real one.

Numbers begin with 990101, an area code that does not exist, so no real number can come out.
"""

import hashlib

import numpy as np
import pandas as pd

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎"
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国春梅海燕志红文辉建军小龙云飞雪松家豪子涵雨桐浩然"
    "欣怡梓晨思远美玲光荣德福长生水生金花银凤树林天佑世荣永贵"
)
WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
CHECK = "10X98765432"


def invented_people(members: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Name, number and phone of every person of `members` (person_id, household_id, born_on, sex, identity_valid).

    The same seed gives the same people. Members of a household share its telephone and mostly a surname.
    """
    people = members.drop_duplicates("person_id").reset_index(drop=True)
    rows = [_person(row, seed, at) for at, row in enumerate(people.itertuples(index=False))]
    return pd.DataFrame(rows, columns=["person_id", "name", "number", "phone"])


def _draw(seed: int, *words: object) -> np.random.Generator:
    digest = hashlib.sha256("|".join([str(seed), *map(str, words)]).encode()).digest()
    return np.random.default_rng(int.from_bytes(digest[:8], "big"))


def _person(row: object, seed: int, at: int) -> tuple[str, str, str, str]:
    person, household = getattr(row, "person_id"), getattr(row, "household_id")  # noqa: B009
    own, home = _draw(seed, "person", person), _draw(seed, "household", household)
    surname = SURNAMES[home.integers(len(SURNAMES))] if own.random() < 0.7 else SURNAMES[own.integers(len(SURNAMES))]
    given = "".join(GIVEN[i] for i in own.integers(len(GIVEN), size=own.choice([1, 2], p=[0.2, 0.8])))
    return person, surname + given, _number(row, at), f"13{home.integers(10**9):09d}"


def _number(row: object, at: int) -> str:
    """A number of 18 digits; wrong in its check digit where the county says so."""
    born = getattr(row, "born_on", None)
    day = pd.Timestamp(born).strftime("%Y%m%d") if born is not None and not pd.isna(born) else "19700101"
    # The sequence within a day of birth cannot repeat in a county, so it is counted, not drawn.
    place = 990101 + at // 490
    sequence = 2 * (at % 490) + (getattr(row, "sex", None) == "male") + 1 - 1
    first = f"{place:06d}{day}{sequence:03d}"
    right = CHECK[int((WEIGHTS * np.array([int(c) for c in first])).sum() % 11)]
    if getattr(row, "identity_valid", True) is False:
        right = CHECK[(CHECK.index(right) + 1) % 11]
    return first + right
