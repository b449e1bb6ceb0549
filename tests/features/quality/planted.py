# ruff: noqa: E501 (one row per rule)
"""One planted error per rule: which rows of the invented county are changed, and how (SQL)."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Plant:
    """Rows of `table` that meet `where` are changed by `sets`.

    `how`: "change" (a later version), "copy" (`times` new records beside it, numbered `n`), "delete" (withdrawn).
    """

    table: str
    where: str
    sets: dict[str, str] = field(default_factory=dict)
    how: str = "change"
    times: int = 1


ABOLISHED_VILLAGE = "888"  # the end of the code of a village that was abolished before the day; nobody lives there
WAGES = "income_kind = 'wage' AND happened_on = (SELECT max(happened_on) FROM incomes WHERE income_kind = 'wage')"
BUSIEST = f"SELECT village_code FROM homes JOIN (SELECT household_id FROM incomes WHERE {WAGES}) USING (household_id) GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"


PLANTS = {
    "number_check_digit": Plant("identities", "number_fits", {"number_fits": "false"}, "change"),
    "number_birth_differs": Plant(
        "identities", "number_fits AND number_born_on IS NOT NULL", {"number_born_on": "number_born_on + 40"}, "change"
    ),
    "number_sex_differs": Plant(
        "identities",
        "number_sex IS NOT NULL",
        {"number_sex": "CASE number_sex WHEN 'male' THEN 'female' ELSE 'male' END"},
        "change",
    ),
    "number_of_two_persons": Plant(
        "identities",
        "TRUE",
        {"number_key": "'planted-' || ((row_number() OVER (ORDER BY record_id) - 1) // 2)"},
        "change",
    ),
    "phone_malformed": Plant("identities", "phone_fits", {"phone_fits": "false"}, "change"),
    "phone_of_several_households": Plant(
        "identities",
        "phone_key IS NOT NULL AND household_id IN (SELECT household_id FROM homes)",
        {"phone_key": "'planted'"},
        "change",
    ),
    "person_in_two_households": Plant(
        "members",
        "left_on IS NULL AND relation <> 'head'",
        {"household_id": "'H-planted-' || person_id", "left_on": "NULL"},
        "copy",
    ),
    "disability_card_malformed": Plant("identities", "TRUE", {"card_fits": "false"}, "change"),
    "disability_card_of_another": Plant(
        "identities", "TRUE", {"card_fits": "true", "card_names_person": "false"}, "change"
    ),
    "disability_kind_differs": Plant(
        "identities",
        "person_id IN (SELECT person_id FROM disability_certificates WHERE disability <> '7')",
        {"card_fits": "true", "card_names_person": "true", "card_kind": "'7'", "card_grade": "NULL"},
        "change",
    ),
    "disability_grade_differs": Plant(
        "identities",
        "person_id IN (SELECT person_id FROM disability_certificates WHERE grade <> 4)",
        {"card_fits": "true", "card_names_person": "true", "card_grade": "4", "card_kind": "NULL"},
        "change",
    ),
    "no_head": Plant("members", "relation = 'head' AND left_on IS NULL", {"relation": "'other'"}, "change"),
    "two_heads": Plant(
        "members",
        "relation = 'spouse' AND left_on IS NULL AND household_id IN (SELECT household_id FROM people WHERE relation = 'head')",
        {"relation": "'head'"},
        "change",
    ),
    "two_spouses": Plant(
        "members",
        "relation = 'child' AND left_on IS NULL AND household_id IN (SELECT household_id FROM people WHERE relation = 'spouse')",
        {"relation": "'spouse'"},
        "change",
    ),
    "head_and_spouse_same_sex": Plant(
        "members",
        "relation = 'spouse' AND left_on IS NULL AND (household_id, CASE sex WHEN 'male' THEN 'female' ELSE 'male' END) IN (SELECT (household_id, sex) FROM people WHERE relation = 'head')",
        {"sex": "CASE sex WHEN 'male' THEN 'female' ELSE 'male' END"},
        "change",
    ),
    "head_under_16": Plant(
        "members", "relation = 'head' AND left_on IS NULL", {"born_on": "DATE '2014-05-05'"}, "change"
    ),
    "spouse_under_18": Plant(
        "members", "relation = 'spouse' AND left_on IS NULL", {"born_on": "DATE '2012-05-05'"}, "change"
    ),
    "parent_too_young": Plant(
        "members",
        "relation = 'parent' AND left_on IS NULL AND household_id IN (SELECT household_id FROM people WHERE relation = 'head' AND age BETWEEN 20 AND 80)",
        {"born_on": "DATE '2012-05-05'"},
        "change",
    ),
    "child_too_old": Plant(
        "members",
        "relation = 'child' AND left_on IS NULL AND household_id IN (SELECT household_id FROM people WHERE relation = 'head')",
        {"born_on": "DATE '1921-05-05'"},
        "change",
    ),
    "grandchild_too_old": Plant(
        "members",
        "relation = 'grandchild' AND left_on IS NULL AND household_id IN (SELECT household_id FROM people WHERE relation = 'head')",
        {"born_on": "DATE '1921-05-05'"},
        "change",
    ),
    "joined_before_birth": Plant(
        "members",
        "left_on IS NULL AND relation IN ('child', 'grandchild')",
        {"born_on": "happened_on + 20", "joined_by": "'move'"},
        "change",
    ),
    "age_over_110": Plant("members", "left_on IS NULL", {"born_on": "DATE '1901-02-03'"}, "change"),
    "birth_date_missing": Plant("members", "left_on IS NULL", {"born_on": "NULL"}, "change"),
    "left_before_joined": Plant(
        "members", "left_on IS NULL", {"left_on": "happened_on - 30", "left_by": "'move'"}, "change"
    ),
    "left_without_reason": Plant(
        "members", "left_on IS NULL", {"left_on": "as_of() - 20", "left_by": "NULL"}, "change"
    ),
    "born_into_household_late": Plant(
        "members",
        "left_on IS NULL AND date_diff('day', born_on, happened_on) > 500",
        {"joined_by": "'birth'"},
        "change",
    ),
    "household_without_members": Plant(
        "households", "ended_on IS NULL", {"household_id": "'H-planted-' || household_id"}, "copy"
    ),
    "dissolved_with_members": Plant(
        "households",
        "ended_on IS NULL AND household_id IN (SELECT household_id FROM people)",
        {"ended_on": "as_of() - 10"},
        "change",
    ),
    "split_from_unknown": Plant("households", "ended_on IS NULL", {"came_from_household_id": "'H-nowhere'"}, "change"),
    "died_here_alive_there": Plant(
        "members",
        "left_on IS NULL AND happened_on < as_of() - 60",
        {"left_on": "as_of() - 30", "left_by": "'death'"},
        "copy",
    ),
    "lifted_out_not_formerly_poor": Plant(
        "households",
        "formerly_poor AND marked_lifted_out_on IS NOT NULL AND ended_on IS NULL",
        {"formerly_poor": "false"},
        "change",
    ),
    "formerly_poor_without_date": Plant(
        "households",
        "formerly_poor AND marked_lifted_out_on IS NOT NULL AND ended_on IS NULL",
        {"marked_lifted_out_on": "NULL"},
        "change",
    ),
    "lifted_out_at_wrong_time": Plant(
        "households",
        "formerly_poor AND marked_lifted_out_on IS NOT NULL AND ended_on IS NULL",
        {"marked_lifted_out_on": "DATE '2022-12-31'"},
        "change",
    ),
    "head_left_without_successor": Plant(
        "members",
        "relation = 'head' AND left_on IS NULL AND household_id IN (SELECT household_id FROM people GROUP BY household_id HAVING count(*) > 1)",
        {"left_on": "as_of() - 30", "left_by": "'move'"},
        "change",
    ),
    "preschool_age": Plant(
        "members",
        "left_on IS NULL AND person_id IN (SELECT person_id FROM pupils WHERE attending AND stage = 'preschool' AND happened_on > as_of() - 400)",
        {"born_on": "DATE '1960-03-03'"},
        "change",
    ),
    "primary_age": Plant(
        "members",
        "left_on IS NULL AND person_id IN (SELECT person_id FROM pupils WHERE attending AND stage = 'primary' AND happened_on > as_of() - 400)",
        {"born_on": "DATE '1960-03-03'"},
        "change",
    ),
    "junior_age": Plant(
        "members",
        "left_on IS NULL AND person_id IN (SELECT person_id FROM pupils WHERE attending AND stage = 'junior' AND happened_on > as_of() - 400)",
        {"born_on": "DATE '1960-03-03'"},
        "change",
    ),
    "senior_age": Plant(
        "members",
        "left_on IS NULL AND person_id IN (SELECT person_id FROM pupils WHERE attending AND stage = 'senior' AND happened_on > as_of() - 400)",
        {"born_on": "DATE '1960-03-03'"},
        "change",
    ),
    "vocational_age": Plant(
        "members",
        "left_on IS NULL AND person_id IN (SELECT person_id FROM pupils WHERE attending AND stage = 'vocational' AND happened_on > as_of() - 400)",
        {"born_on": "DATE '1960-03-03'"},
        "change",
    ),
    "not_at_school": Plant(
        "schooling",
        "record_id IN (SELECT s.record_id FROM pupils s JOIN people USING (person_id) WHERE attending AND age BETWEEN 8 AND 14)",
        {"attending": "false", "left_because_ill": "false"},
        "change",
    ),
    "at_school_and_at_work": Plant(
        "employment_spells",
        "work_state = 'employed' AND ended_on IS NULL",
        {
            "person_id": "(SELECT person_id FROM pupils JOIN people USING (person_id) WHERE attending AND stage IN ('primary','junior','senior') AND pupils.happened_on > as_of() - 400 AND hash(person_id, t.record_id) % 7 = 0 LIMIT 1)"
        },
        "copy",
    ),
    "stage_falls": Plant(
        "schooling",
        "stage = 'junior' AND attending AND happened_on > as_of() - 500 AND person_id IN (SELECT person_id FROM schooling WHERE stage = 'junior' GROUP BY person_id HAVING count(DISTINCT happened_on) > 3) AND record_id IN (SELECT record_id FROM pupils)",
        {"stage": "'preschool'"},
        "change",
    ),
    "two_stages_in_a_term": Plant(
        "schooling", "attending AND stage = 'primary' AND person_id IS NOT NULL", {"stage": "'college'"}, "copy"
    ),
    "left_school_yet_attending": Plant(
        "schooling",
        "attending AND record_id IN (SELECT record_id FROM pupils)",
        {"left_school_on": "happened_on - 30"},
        "change",
    ),
    "aid_without_attending": Plant("schooling", "attending", {"attending": "false", "aid_fen": "60000"}, "change"),
    "fees_out_of_range": Plant("schooling", "TRUE", {"fees_fen": "9000000"}, "change"),
    "schooling_beyond_age": Plant(
        "members",
        "left_on IS NULL AND age_on(born_on, as_of()) BETWEEN 1 AND 15",
        {"schooling_level": "'college'"},
        "change",
    ),
    "child_with_labour": Plant(
        "members", "left_on IS NULL AND age_on(born_on, as_of()) BETWEEN 2 AND 14", {"labour": "'ordinary'"}, "change"
    ),
    "able_adult_without_labour": Plant(
        "members",
        "left_on IS NULL AND age_on(born_on, as_of()) BETWEEN 26 AND 50 AND person_id NOT IN (SELECT person_id FROM disability_certificates) AND person_id NOT IN (SELECT person_id FROM chronic_illnesses) AND person_id NOT IN (SELECT person_id FROM pupils)",
        {"labour": "'none'"},
        "change",
    ),
    "elder_with_full_labour": Plant(
        "members", "left_on IS NULL AND age_on(born_on, as_of()) >= 80", {"labour": "'ordinary'"}, "change"
    ),
    "working_child": Plant(
        "employment_spells",
        "work_state = 'employed' AND person_id IN (SELECT person_id FROM people WHERE age > 30)",
        {"happened_on": "(SELECT born_on + 4000 FROM people p WHERE p.person_id = t.person_id LIMIT 1)"},
        "change",
    ),
    "public_post_over_70": Plant(
        "members",
        "left_on IS NULL AND relation = 'head' AND person_id IN (SELECT person_id FROM jobs WHERE public_post)",
        {"born_on": "DATE '1950-01-01'"},
        "change",
    ),
    "work_ends_before_start": Plant("employment_spells", "TRUE", {"ended_on": "happened_on - 15"}, "change"),
    "employed_and_unemployed": Plant(
        "employment_spells",
        "work_state = 'employed' AND (ended_on IS NULL OR ended_on > as_of()) AND person_id IS NOT NULL AND happened_on < as_of() - 100",
        {"work_state": "'unemployed'"},
        "copy",
    ),
    "wage_too_small": Plant("employment_spells", "monthly_wage_fen > 0", {"monthly_wage_fen": "350"}, "change"),
    "wage_too_large": Plant("employment_spells", "TRUE", {"monthly_wage_fen": "4800000"}, "change"),
    "too_many_hours": Plant("employment_spells", "TRUE", {"weekly_hours": "170"}, "change"),
    "working_after_death": Plant(
        "employment_spells",
        "work_state = 'employed' AND (ended_on IS NULL OR ended_on > as_of())",
        {
            "person_id": "(SELECT person_id FROM dead WHERE died_on < as_of() - 90 AND hash(person_id, t.record_id) % 3 = 0 LIMIT 1)"
        },
        "copy",
    ),
    "job_lost_without_end": Plant("employment_spells", "ended_on IS NULL", {"lost_job": "true"}, "change"),
    "place_of_work_missing": Plant(
        "employment_spells",
        "work_state = 'employed' AND place IS NOT NULL AND (ended_on IS NULL OR ended_on > as_of())",
        {"place": "NULL"},
        "change",
    ),
    "arrears_settled_before_owed": Plant("wage_arrears", "TRUE", {"settled_on": "happened_on - 10"}, "change"),
    "wage_income_tiny": Plant("incomes", "income_kind = 'wage'", {"amount_fen": "250"}, "change"),
    "wage_income_huge": Plant("incomes", "income_kind = 'wage'", {"amount_fen": "5500000"}, "change"),
    "income_of_a_child": Plant(
        "incomes",
        "income_kind = 'wage' AND amount_fen > 0 AND person_id IN (SELECT person_id FROM people)",
        {
            "person_id": "(SELECT person_id FROM people WHERE age BETWEEN 1 AND 10 AND hash(person_id, t.record_id) % 11 = 0 LIMIT 1)"
        },
        "change",
    ),
    "income_after_death": Plant(
        "incomes",
        "income_kind = 'wage' AND amount_fen > 0 AND happened_on > as_of() - 60",
        {
            "person_id": "(SELECT person_id FROM dead WHERE died_on < as_of() - 150 AND hash(person_id, t.record_id) % 3 = 0 LIMIT 1)"
        },
        "change",
    ),
    "insured_twice": Plant(
        "insurance_enrolments",
        "insured AND scheme = 'resident' AND valid_until_on >= as_of() AND person_id IN (SELECT person_id FROM people)",
        {"scheme": "'employee'"},
        "copy",
    ),
    "insured_after_death": Plant(
        "insurance_enrolments",
        "insured AND happened_on > as_of() - 300",
        {
            "person_id": "(SELECT person_id FROM dead WHERE died_on < t.happened_on - 90 AND hash(person_id, t.record_id) % 3 = 0 LIMIT 1)"
        },
        "copy",
    ),
    "cover_ends_before_it_begins": Plant(
        "insurance_enrolments", "TRUE", {"valid_until_on": "happened_on - 5"}, "change"
    ),
    "claim_does_not_add_up": Plant("medical_claims", "TRUE", {"total_fen": "total_fen + 5000"}, "change"),
    "compliant_exceeds_self_paid": Plant(
        "medical_claims", "TRUE", {"self_paid_in_catalogue_fen": "self_paid_fen + 8000"}, "change"
    ),
    "claim_after_death": Plant(
        "medical_claims",
        "happened_on > as_of() - 300",
        {
            "person_id": "(SELECT person_id FROM dead WHERE died_on < t.happened_on - 90 AND hash(person_id, t.record_id) % 3 = 0 LIMIT 1)"
        },
        "copy",
    ),
    "claim_twice": Plant("medical_claims", "person_id IS NOT NULL", {}, "copy"),
    "outpatient_bill_huge": Plant(
        "medical_claims",
        "setting = 'outpatient'",
        {"total_fen": "9000000", "fund_paid_fen": "8000000", "self_paid_fen": "1000000"},
        "change",
    ),
    "two_disability_certificates": Plant(
        "disability_certificates",
        "valid_until_on IS NULL OR valid_until_on >= as_of()",
        {"happened_on": "happened_on + 5"},
        "copy",
    ),
    "disability_certificate_expired": Plant(
        "disability_certificates",
        "person_id IN (SELECT person_id FROM people)",
        {"valid_until_on": "as_of() - 30"},
        "change",
    ),
    "recovered_before_registered": Plant("chronic_illnesses", "TRUE", {"recovered_on": "happened_on - 9"}, "change"),
    "benefit_ends_before_it_begins": Plant("benefits", "TRUE", {"ended_on": "happened_on - 12"}, "change"),
    "benefit_of_dissolved_household": Plant(
        "benefits",
        "ended_on IS NULL",
        {
            "household_id": "(SELECT household_id FROM households WHERE ended_on <= as_of() - 40 AND hash(household_id, t.record_id) % 3 = 0 LIMIT 1)",
            "benefit": "'social_aid'",
        },
        "copy",
    ),
    "allowance_and_hardship_support": Plant(
        "benefits",
        "benefit = 'subsistence_allowance' AND (ended_on IS NULL OR ended_on > as_of())",
        {"benefit": "'extreme_hardship'"},
        "copy",
    ),
    "benefit_twice": Plant(
        "benefits",
        "benefit = 'subsistence_allowance' AND (ended_on IS NULL OR ended_on > as_of())",
        {"monthly_fen": "monthly_fen + 100"},
        "copy",
    ),
    "disability_subsidy_without_certificate": Plant(
        "benefits",
        "benefit = 'subsistence_allowance' AND (ended_on IS NULL OR ended_on > as_of()) AND household_id NOT IN (SELECT p.household_id FROM people p JOIN disability_certificates c USING (person_id))",
        {"benefit": "'disability_subsidy'"},
        "copy",
    ),
    "education_grant_without_pupil": Plant(
        "benefits",
        "benefit = 'subsistence_allowance' AND (ended_on IS NULL OR ended_on > as_of()) AND household_id NOT IN (SELECT p.household_id FROM people p JOIN pupils s USING (person_id) WHERE s.attending AND s.stage IN ('vocational', 'college', 'senior'))",
        {"benefit": "'education_grant'"},
        "copy",
    ),
    "pension_without_elder": Plant(
        "benefits",
        "benefit = 'subsistence_allowance' AND (ended_on IS NULL OR ended_on > as_of()) AND household_id IN (SELECT household_id FROM people GROUP BY household_id HAVING max(age) < 58)",
        {"benefit": "'old_age_pension'"},
        "copy",
    ),
    "benefit_out_of_range": Plant("benefits", "TRUE", {"monthly_fen": "6000000"}, "change"),
    "built_in_the_future": Plant(
        "housing_inspections", "built_year IS NOT NULL", {"built_year": "year(happened_on) + 4"}, "change"
    ),
    "built_too_long_ago": Plant(
        "housing_inspections", "record_id IN (SELECT record_id FROM house)", {"built_year": "1199"}, "change"
    ),
    "grade_missing": Plant(
        "housing_inspections",
        "record_id IN (SELECT h.record_id FROM house h JOIN homes USING (household_id))",
        {"grade": "NULL"},
        "change",
    ),
    "floor_area_out_of_range": Plant(
        "housing_inspections", "record_id IN (SELECT record_id FROM house)", {"floor_area_m2": "11500"}, "change"
    ),
    "water_restored_before_cut": Plant(
        "drinking_water", "TRUE", {"cut_off_on": "happened_on - 10", "restored_on": "happened_on - 40"}, "change"
    ),
    "monitored_without_risk_type": Plant(
        "status_decisions",
        "decision = 'identified' AND (household_id, happened_on) IN (SELECT (household_id, identified_on) FROM monitored)  AND household_id IN (SELECT household_id FROM monitored)",
        {"risk_type": "NULL"},
        "change",
    ),
    "monitored_without_category": Plant(
        "status_decisions",
        "decision = 'identified' AND (household_id, happened_on) IN (SELECT (household_id, identified_on) FROM monitored)  AND household_id IN (SELECT household_id FROM monitored)",
        {"category": "NULL"},
        "change",
    ),
    "unstable_not_formerly_poor": Plant(
        "status_decisions",
        "decision = 'identified' AND (household_id, happened_on) IN (SELECT (household_id, identified_on) FROM monitored)  AND household_id IN (SELECT household_id FROM monitored JOIN homes USING (household_id) WHERE NOT formerly_poor)",
        {"category": "'unstable'"},
        "change",
    ),
    "marginal_but_formerly_poor": Plant(
        "status_decisions",
        "decision = 'identified' AND (household_id, happened_on) IN (SELECT (household_id, identified_on) FROM monitored)  AND household_id IN (SELECT household_id FROM monitored JOIN homes USING (household_id) WHERE formerly_poor)",
        {"category": "'marginal'"},
        "change",
    ),
    "disability_risk_without_disabled": Plant(
        "status_decisions",
        "decision = 'identified' AND (household_id, happened_on) IN (SELECT (household_id, identified_on) FROM monitored)  AND household_id IN (SELECT household_id FROM monitored) AND household_id NOT IN (SELECT p.household_id FROM people p JOIN disability_certificates c USING (person_id))",
        {"risk_type": "'disability'"},
        "change",
    ),
    "illness_risk_without_illness": Plant(
        "status_decisions",
        "decision = 'identified' AND (household_id, happened_on) IN (SELECT (household_id, identified_on) FROM monitored)  AND household_id IN (SELECT household_id FROM monitored) AND household_id NOT IN (SELECT p.household_id FROM people p JOIN chronic_illnesses c USING (person_id)) AND household_id NOT IN (SELECT household_id FROM treated WHERE self_paid_fen > 0)",
        {"risk_type": "'illness'"},
        "change",
    ),
    "work_risk_without_worker": Plant(
        "status_decisions",
        "decision = 'identified' AND (household_id, happened_on) IN (SELECT (household_id, identified_on) FROM monitored)  AND household_id IN (SELECT household_id FROM monitored) AND household_id NOT IN (SELECT household_id FROM employment_spells)",
        {"risk_type": "'work'"},
        "change",
    ),
    "labour_risk_with_labour": Plant(
        "status_decisions",
        "decision = 'identified' AND (household_id, happened_on) IN (SELECT (household_id, identified_on) FROM monitored)  AND household_id IN (SELECT household_id FROM monitored JOIN able USING (household_id) WHERE able * 2 > members)",
        {"risk_type": "'labour'"},
        "change",
    ),
    "decided_before_clue": Plant(
        "status_decisions", "decision = 'identified'", {"clue_on": "happened_on + 5"}, "change"
    ),
    "eliminated_without_identification": Plant(
        "status_decisions",
        "decision = 'identified' AND household_id IN (SELECT household_id FROM eliminated)",
        {},
        "delete",
    ),
    "eliminated_within_six_months": Plant(
        "status_decisions",
        "decision = 'identified' AND household_id IN (SELECT household_id FROM eliminated)",
        {
            "happened_on": "(SELECT eliminated_on - 60 FROM eliminated e WHERE e.household_id = t.household_id)",
            "clue_on": "(SELECT eliminated_on - 70 FROM eliminated e WHERE e.household_id = t.household_id)",
        },
        "change",
    ),
    "eliminated_with_dangerous_house": Plant(
        "housing_inspections",
        "record_id IN (SELECT record_id FROM house WHERE household_id IN (SELECT household_id FROM eliminated))",
        {"grade": "'D'"},
        "change",
    ),
    "eliminated_with_unsafe_water": Plant(
        "drinking_water",
        "record_id IN (SELECT record_id FROM water WHERE household_id IN (SELECT household_id FROM eliminated))",
        {"safe": "false"},
        "change",
    ),
    "eliminated_without_help": Plant(
        "help_given", "household_id IN (SELECT household_id FROM eliminated)", {}, "delete"
    ),
    "land_out_of_range": Plant("land", "TRUE", {"cultivated_mu": "1334"}, "change"),
    "more_irrigated_than_cultivated": Plant("land", "TRUE", {"irrigated_mu": "cultivated_mu + 2"}, "change"),
    "more_rented_out_than_owned": Plant(
        "land", "TRUE", {"rented_out_mu": "cultivated_mu + coalesce(forest_mu, 0) + 4"}, "change"
    ),
    "repaid_before_taken": Plant("loans", "TRUE", {"repaid_on": "happened_on - 20"}, "change"),
    "repaid_and_overdue": Plant(
        "loans", "happened_on < as_of() - 10", {"overdue": "true", "repaid_on": "happened_on + 5"}, "change"
    ),
    "compensated_more_than_lost": Plant("disasters", "TRUE", {"compensated_fen": "loss_fen * 2 + 50000"}, "change"),
    "flag_contradicts_number": Plant(
        "identities",
        "number_fits AND (household_id, person_id) IN (SELECT (household_id, person_id) FROM people WHERE identity_valid)",
        {"number_fits": "false"},
    ),
    "eliminated_without_labour": Plant(
        "members",
        "labour IN ('skilled', 'ordinary', 'weak') AND record_id IN (SELECT record_id FROM people) AND household_id IN (SELECT household_id FROM eliminated JOIN able USING (household_id) WHERE able = 1)",
        {"labour": "'none'"},
    ),
    "identical_across_village": Plant(
        "incomes",
        f"{WAGES} AND household_id IN (SELECT household_id FROM homes WHERE village_code = ({BUSIEST}))",
        {"amount_fen": "123457"},
    ),
    "three_public_posts": Plant(
        "employment_spells",
        "record_id IN (SELECT record_id FROM jobs) AND household_id IN (SELECT household_id FROM homes)",
        {"public_post": "true", "person_id": "person_id || '-' || n"},
        "copy",
        times=3,
    ),
    "too_many_members": Plant(
        "members",
        "record_id IN (SELECT record_id FROM people) AND relation <> 'head'",
        {"person_id": "person_id || '-' || n"},
        "copy",
        times=16,
    ),
    "household_in_abolished_village": Plant(
        "households",
        "household_id IN (SELECT household_id FROM homes)",
        {"village_code": f"(SELECT max(area_code) FROM areas WHERE area_code LIKE '%{ABOLISHED_VILLAGE}')"},
    ),
    "household_in_unknown_village": Plant(
        "households", "ended_on IS NULL", {"village_code": "'990101999999'"}, "change"
    ),
}
