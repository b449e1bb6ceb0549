"""The survey's regions and urban areas as areas of ours: 98, region and agglomerate, then one township and village."""

from datetime import date

import pandas as pd

SINCE = date(2000, 1, 1)
REGIONS = {1: "Gran Buenos Aires", 40: "Noroeste", 41: "Nordeste", 42: "Cuyo", 43: "Pampeana", 44: "Patagónica"}
AGGLOMERATES = {
    2: "Gran La Plata",
    3: "Bahía Blanca - Cerri",
    4: "Gran Rosario",
    5: "Gran Santa Fe",
    6: "Gran Paraná",
    7: "Posadas",
    8: "Gran Resistencia",
    9: "Comodoro Rivadavia - Rada Tilly",
    10: "Gran Mendoza",
    12: "Corrientes",
    13: "Gran Córdoba",
    14: "Concordia",
    15: "Formosa",
    17: "Neuquén - Plottier",
    18: "Santiago del Estero - La Banda",
    19: "Jujuy - Palpalá",
    20: "Río Gallegos",
    22: "Gran Catamarca",
    23: "Salta",
    25: "La Rioja",
    26: "San Luis - El Chorrillo",
    27: "Gran San Juan",
    29: "Gran Tucumán - Tafí Viejo",
    30: "Santa Rosa - Toay",
    31: "Ushuaia - Río Grande",
    32: "Ciudad de Buenos Aires",
    33: "Partidos del Gran Buenos Aires",
    34: "Mar del Plata - Batán",
    36: "Río Cuarto",
    38: "San Nicolás - Villa Constitución",
    91: "Rawson - Trelew",
    93: "Viedma - Carmen de Patagones",
}


def area_rows(villages: list[str]) -> pd.DataFrame:
    """Rows of table `areas` for the village codes 98RRAA001001 and the townships and counties above them."""
    rows = [row for village in sorted(villages) for row in _levels(village)]
    return pd.DataFrame(rows).assign(happened_on=SINCE, known_on=SINCE)


def _levels(village: str) -> list[dict[str, str]]:
    number = int(village[4:6])
    region = REGIONS.get(int(village[2:4]), f"Region {int(village[2:4])}")
    name = AGGLOMERATES.get(number, f"Agglomerate {number}")
    codes = {"county": village[:6] + "000000", "township": village[:9] + "000", "village": village}
    return [
        {"record_id": code, "area_code": code, "level": level, "area_name": f"{name} ({region})"}
        for level, code in codes.items()
    ]
