-- What a careful analyst would write by hand for the features of the medical claims and of the incomes, as of one day:
-- one pass per table and grain, windows as literal days, nothing computed twice. Households without a row are left out.
-- {claims}, {incomes}, {members}: Parquet files. Read by benchmarks/vectors.py, which compares every value.
CREATE OR REPLACE TEMP TABLE homes AS
SELECT person_id, arg_max(household_id, (happened_on, known_on, record_id)) AS household_id,
    arg_max(left_on IS NULL OR left_on > DATE '2026-11-22', (happened_on, known_on, record_id)) AS is_member,
    arg_max(year(DATE '2026-11-22') - year(born_on)
        - (month(born_on) * 100 + day(born_on) > 1122)::INTEGER, (happened_on, known_on, record_id)) AS age_years
FROM (SELECT * FROM read_parquet({members}, union_by_name = true) WHERE known_on <= DATE '2026-11-22'
    QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY known_on DESC) = 1)
WHERE NOT withdrawn AND happened_on <= DATE '2026-11-22' AND person_id IS NOT NULL
GROUP BY person_id;

CREATE OR REPLACE TEMP TABLE claims AS
WITH seen AS NOT MATERIALIZED (
    SELECT record_id, household_id, person_id, happened_on, known_on, withdrawn, setting, other_province, total_fen,
        fund_paid_fen, self_paid_fen, self_paid_in_catalogue_fen
    FROM read_parquet({claims}, union_by_name = true) WHERE known_on <= DATE '2026-11-22'),
again AS (SELECT record_id FROM seen GROUP BY record_id HAVING count(*) > 1),
latest AS (
    SELECT * FROM seen ANTI JOIN again USING (record_id)
    UNION ALL SELECT * FROM seen SEMI JOIN again USING (record_id)
    QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY known_on DESC) = 1)
SELECT coalesce(h.household_id, c.household_id) AS household_id,
    count(*) FILTER (happened_on > DATE '2025-11-22' AND setting = 'inpatient')::DOUBLE AS inpatient_stays_12m,
    count(*) FILTER (happened_on > DATE '2026-08-22' AND setting = 'inpatient')::DOUBLE AS inpatient_stays_3m,
    count(*) FILTER (happened_on > DATE '2025-11-22' AND setting = 'inpatient' AND age_years BETWEEN 16 AND 59
        AND coalesce(is_member, TRUE))::DOUBLE AS inpatient_stays_working_age_12m,
    count(*) FILTER (happened_on > DATE '2025-11-22' AND setting <> 'inpatient')::DOUBLE AS outpatient_visits_12m,
    count(*) FILTER (happened_on > DATE '2025-11-22' AND other_province)::DOUBLE AS other_province_claims_12m,
    sum(self_paid_in_catalogue_fen) FILTER (happened_on > DATE '2025-11-22') / 100.0 AS medical_compliant_12m,
    max(self_paid_fen) FILTER (happened_on > DATE '2025-11-22') / 100.0 AS medical_largest_bill_12m,
    sum(self_paid_fen) FILTER (happened_on > DATE '2025-11-22') / 100.0 AS medical_out_of_pocket_12m,
    sum(self_paid_fen) FILTER (happened_on > DATE '2026-08-22') / 100.0 AS medical_out_of_pocket_3m,
    sum(self_paid_fen) FILTER (happened_on > DATE '2024-11-22' AND happened_on <= DATE '2025-11-22') / 100.0
        AS medical_out_of_pocket_12m_before_12m,
    sum(self_paid_fen) FILTER (happened_on > DATE '2025-08-22' AND happened_on <= DATE '2026-08-22') / 100.0
        AS medical_out_of_pocket_12m_before_3m,
    sum(fund_paid_fen) FILTER (happened_on > DATE '2025-11-22')
        / nullif(sum(total_fen) FILTER (happened_on > DATE '2025-11-22'), 0) AS medical_reimbursed_share_12m,
    sum(self_paid_fen) FILTER (happened_on > DATE '2026-10-22' AND setting = 'special_outpatient') / 100.0
        AS medical_special_outpatient_1m,
    sum(total_fen) FILTER (happened_on > DATE '2025-11-22') / 100.0 AS medical_total_12m
FROM latest c LEFT JOIN homes h USING (person_id)
WHERE NOT withdrawn AND happened_on <= DATE '2026-11-22' AND happened_on > DATE '2024-11-22'
GROUP BY ALL;

CREATE OR REPLACE TEMP TABLE income_rows AS
WITH seen AS NOT MATERIALIZED (
    SELECT record_id, household_id, person_id, happened_on, known_on, withdrawn, income_kind, amount_fen, estimated,
        carried_forward
    FROM read_parquet({incomes}, union_by_name = true) WHERE known_on <= DATE '2026-11-22'),
again AS (SELECT record_id FROM seen GROUP BY record_id HAVING count(*) > 1),
latest AS (
    SELECT * FROM seen ANTI JOIN again USING (record_id)
    UNION ALL SELECT * FROM seen SEMI JOIN again USING (record_id)
    QUALIFY row_number() OVER (PARTITION BY record_id ORDER BY known_on DESC) = 1)
SELECT coalesce(h.household_id, i.household_id) AS household_id, i.person_id, happened_on, income_kind, amount_fen,
    estimated, carried_forward
FROM latest i LEFT JOIN homes h USING (person_id) WHERE NOT withdrawn AND happened_on <= DATE '2026-11-22';

CREATE OR REPLACE TEMP TABLE incomes AS
SELECT household_id,
    coalesce(sum(amount_fen) FILTER (happened_on > DATE '2025-11-22' AND income_kind = 'business'), 0) / 100.0 AS business_income_12m,
    coalesce(sum(amount_fen) FILTER (happened_on > DATE '2025-11-22' AND income_kind = 'property'), 0) / 100.0 AS property_income_12m,
    coalesce(sum(amount_fen) FILTER (happened_on > DATE '2025-11-22' AND income_kind = 'transfer'), 0) / 100.0 AS transfer_income_12m,
    coalesce(sum(amount_fen) FILTER (happened_on > DATE '2025-11-22' AND income_kind = 'wage'), 0) / 100.0 AS wage_income_12m,
    sum(amount_fen) FILTER (happened_on > DATE '2025-11-22') / 100.0 AS income_12m,
    sum(amount_fen) FILTER (happened_on > DATE '2024-11-22' AND happened_on <= DATE '2025-11-22') / 100.0
        AS income_12m_before_12m,
    sum(amount_fen) FILTER (happened_on > DATE '2025-08-22' AND happened_on <= DATE '2026-08-22') / 100.0
        AS income_12m_before_3m,
    sum(amount_fen) FILTER (happened_on > DATE '2026-08-22') / 100.0 AS income_3m,
    avg(carried_forward::INTEGER) FILTER (happened_on > DATE '2025-11-22') AS income_carried_forward_share_12m,
    avg(estimated::INTEGER) FILTER (happened_on > DATE '2024-10-22' AND happened_on <= DATE '2026-10-22')
        AS income_estimated_share_24m_before_1m,
    avg((amount_fen % 10000 = 0)::INTEGER) FILTER (happened_on > DATE '2025-11-22' AND amount_fen > 0)
        AS income_round_share_12m,
    date_diff('day', max(happened_on), DATE '2026-11-22')::DOUBLE AS income_last_known_days
FROM income_rows GROUP BY household_id;

CREATE OR REPLACE TEMP TABLE income_months AS
WITH months AS (
    SELECT household_id, happened_on, sum(amount_fen) AS total,
        sum(amount_fen) FILTER (income_kind = 'wage') AS wages,
        coalesce(sum(amount_fen) FILTER (income_kind = 'business'), 0) AS business,
        coalesce(sum(amount_fen) FILTER (income_kind = 'property'), 0) AS property,
        coalesce(sum(amount_fen) FILTER (income_kind = 'transfer'), 0) AS transfer,
        sum(amount_fen) FILTER (amount_fen > 0) AS positive, max(estimated::INTEGER) AS estimated
    FROM income_rows GROUP BY household_id, happened_on)
SELECT household_id,
    count(*) FILTER (happened_on > DATE '2024-11-22')::DOUBLE AS income_months_on_file_24m,
    count(*) FILTER (happened_on > DATE '2025-11-22')::DOUBLE AS income_months_recorded_12m,
    max_by(business, happened_on) / 100.0 AS business_income_month_latest,
    max_by(property, happened_on) / 100.0 AS property_income_month_latest,
    max_by(transfer, happened_on) / 100.0 AS transfer_income_month_latest,
    max_by(coalesce(wages, 0), happened_on) / 100.0 AS wage_income_month_latest,
    max_by(total, happened_on) / 100.0 AS income_month_latest,
    max_by(total, happened_on, 2)[2] / 100.0 AS income_month_previous,
    max_by(estimated, happened_on)::DOUBLE AS income_estimated_latest,
    date_diff('day', max(happened_on, 2)[2], max(happened_on))::DOUBLE AS income_days_between,
    CASE WHEN count(*) FILTER (happened_on > DATE '2025-11-22') >= 3
        THEN 1 - min(total) FILTER (happened_on > DATE '2025-11-22')
            / nullif(median(total) FILTER (happened_on > DATE '2025-11-22'), 0) END AS income_deepest_fall_12m,
    min(total) FILTER (happened_on > DATE '2025-11-22') / 100.0 AS income_lowest_month_12m,
    min(total) FILTER (happened_on > DATE '2024-10-22' AND happened_on <= DATE '2026-10-22') / 100.0
        AS income_lowest_month_24m_before_1m,
    avg(total) FILTER (happened_on > DATE '2025-08-22' AND happened_on <= DATE '2026-08-22') / 100.0
        AS income_month_mean_12m_before_3m,
    avg(total) FILTER (happened_on > DATE '2024-10-22' AND happened_on <= DATE '2026-10-22') / 100.0
        AS income_month_mean_24m_before_1m,
    avg(total) FILTER (happened_on > DATE '2026-08-22') / 100.0 AS income_month_mean_3m,
    avg(total) FILTER (happened_on > DATE '2025-08-22' AND happened_on <= DATE '2025-11-22') / 100.0
        AS income_month_mean_3m_before_12m,
    1.0 - count(DISTINCT positive) FILTER (happened_on > DATE '2025-11-22')
        / count(positive) FILTER (happened_on > DATE '2025-11-22') AS income_repeated_share_12m,
    CASE WHEN count(*) FILTER (happened_on > DATE '2025-11-22') >= 6
        THEN stddev_samp(total) FILTER (happened_on > DATE '2025-11-22')
            / nullif(avg(total) FILTER (happened_on > DATE '2025-11-22'), 0) END AS income_variation_12m,
    count(*) FILTER (happened_on > DATE '2025-11-22' AND wages = 0)::DOUBLE AS months_without_wage_12m,
    count(*) FILTER (happened_on > DATE '2026-08-22' AND wages = 0)::DOUBLE AS months_without_wage_3m,
    avg(wages) FILTER (happened_on > DATE '2025-08-22' AND happened_on <= DATE '2026-08-22') / 100.0
        AS wage_month_mean_12m_before_3m,
    avg(wages) FILTER (happened_on > DATE '2026-08-22') / 100.0 AS wage_month_mean_3m
FROM months GROUP BY household_id;
