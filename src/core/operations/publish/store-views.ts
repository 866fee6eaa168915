/**
 * What Grafana, Metabase and people read; tables may change, these stay. A run is published in one transaction, so what they show of it
 * is whole.
 */
export const STORE_VIEWS: readonly string[] = [
  // Two customers of one name, of two machines, are two.
  `CREATE VIEW tieout.customer_label AS
SELECT id AS customer_id,
  CASE WHEN count(*) OVER (PARTITION BY name) > 1 THEN name || ' (' || left(id, 6) || ')' ELSE name END AS customer
FROM tieout.customer`,

  `CREATE VIEW tieout.latest_run AS
SELECT DISTINCT ON (r.customer_id) c.customer, r.*
FROM tieout.run r JOIN tieout.customer_label c USING (customer_id)
WHERE NOT r.is_part
ORDER BY r.customer_id, r.as_of DESC, r.run_id DESC`,

  `CREATE VIEW tieout.open_findings AS
SELECT c.customer, o.*, greatest(0, floor(extract(epoch FROM now() - o.first_seen) / 86400))::integer AS age_days
FROM tieout.open_finding o JOIN tieout.customer_label c USING (customer_id)`,

  `CREATE VIEW tieout.customer_standing AS
SELECT c.id AS customer_id, n.customer, l.run_id, l.as_of, l.status, c.published,
  count(o.finding_id) AS open,
  count(o.finding_id) FILTER (WHERE NOT o.is_accepted AND o.is_test_mode IS NOT TRUE) AS to_act_on,
  count(o.finding_id) FILTER (WHERE o.is_accepted) AS accepted
FROM tieout.customer c
JOIN tieout.customer_label n ON n.customer_id = c.id
LEFT JOIN tieout.latest_run l ON l.customer_id = c.id
LEFT JOIN tieout.open_finding o ON o.customer_id = c.id
GROUP BY c.id, n.customer, l.run_id, l.as_of, l.status, c.published`,

  // A day's last word: of several audits as of one day, the newest that told this figure.
  `CREATE VIEW tieout.metric_daily AS
SELECT DISTINCT ON (r.customer_id, (r.as_of AT TIME ZONE r.time_zone)::date, m.name, m.record_type)
  c.customer, r.customer_id, (r.as_of AT TIME ZONE r.time_zone)::date AS day, m.name, m.record_type, m.value, r.run_id, r.as_of
FROM tieout.metric m
JOIN tieout.run r USING (customer_id, run_id)
JOIN tieout.customer_label c ON c.customer_id = r.customer_id
WHERE NOT r.is_part
ORDER BY r.customer_id, (r.as_of AT TIME ZONE r.time_zone)::date, m.name, m.record_type, r.as_of DESC, r.run_id DESC`,

  `CREATE VIEW tieout.calls_daily AS
SELECT c.customer, r.customer_id, (r.as_of AT TIME ZONE r.time_zone)::date AS day,
  sum(r.calls_raise)::bigint AS calls_raise, sum(r.calls_crm)::bigint AS calls_crm, count(*) AS runs
FROM tieout.run r JOIN tieout.customer_label c ON c.customer_id = r.customer_id
GROUP BY c.customer, r.customer_id, (r.as_of AT TIME ZONE r.time_zone)::date`,

  `CREATE VIEW tieout.tie_out_latest AS
SELECT l.customer, l.as_of, t.*, (t.unexplained_count = 0 AND t.unexplained_minor = 0) AS ties_out
FROM tieout.latest_run l JOIN tieout.tie_out t USING (customer_id, run_id)`,

  `CREATE VIEW tieout.coverage_latest AS
SELECT l.customer, l.as_of, v.*
FROM tieout.latest_run l JOIN tieout.coverage v USING (customer_id, run_id)`,

  // Nothing removes itself. What a customer's newest run and its open findings rest on stays.
  `CREATE FUNCTION tieout.forget_before(keep_from date) RETURNS bigint LANGUAGE sql AS $body$
WITH gone AS (
  DELETE FROM tieout.run r
  WHERE r.as_of < keep_from
    AND NOT EXISTS (SELECT 1 FROM tieout.latest_run l WHERE l.customer_id = r.customer_id AND l.run_id = r.run_id)
    AND NOT EXISTS (SELECT 1 FROM tieout.open_finding o WHERE o.customer_id = r.customer_id AND o.run_id = r.run_id)
  RETURNING 1)
SELECT count(*) FROM gone
$body$`,
];
