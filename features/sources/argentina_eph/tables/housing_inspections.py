"""What the interviewer saw of the house; the survey grades no safety and measures no area.

Solid is a floor of tiles, wood or cement (IV3), and a roof of slab, tiles or membrane, or of sheets with
a ceiling below (IV4, IV5). A toilet counts when it is indoors and flushes.
"""

from features.sources.mapping import Mapping

MAPPING = Mapping(
    covered=(
        *("rooms", "solid_floor", "solid_roof", "indoor_kitchen", "indoor_toilet", "clean_fuel"),
        *("owned", "hazard_zone", "informal_settlement"),
    ),
    rows="""
        SELECT household_id || ':' || seen_on AS record_id, household_id,
            CASE WHEN II1 BETWEEN 1 AND 60 THEN II1 END AS rooms,
            CASE WHEN IV3 IN (1, 2) THEN TRUE WHEN IV3 IN (3, 4) THEN FALSE END AS solid_floor,
            CASE WHEN IV4 IN (1, 2, 3, 9) OR (IV4 IN (4, 5) AND IV5 = 1) THEN TRUE
                WHEN IV4 BETWEEN 4 AND 7 THEN FALSE END AS solid_roof,
            CASE II4_1 WHEN 1 THEN TRUE WHEN 2 THEN FALSE END AS indoor_kitchen,
            CASE WHEN IV8 = 2 OR IV9 IN (2, 3) OR IV10 IN (2, 3) THEN FALSE
                WHEN IV8 = 1 AND IV9 = 1 AND IV10 = 1 THEN TRUE END AS indoor_toilet,
            CASE WHEN II8 IN (1, 2) THEN TRUE WHEN II8 IN (3, 4) THEN FALSE END AS clean_fuel,
            CASE WHEN II7 IN (1, 2) THEN TRUE WHEN II7 BETWEEN 3 AND 9 THEN FALSE END AS owned,
            CASE IV12_2 WHEN 1 THEN TRUE WHEN 2 THEN FALSE END AS hazard_zone,
            CASE IV12_3 WHEN 1 THEN TRUE WHEN 2 THEN FALSE END AS informal_settlement,
            seen_on AS happened_on, seen_on AS known_on
        FROM homes
    """,
)
