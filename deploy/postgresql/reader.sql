-- Lets a user that exists already read what dashboards show, and nothing else:
--   psql "$TIEOUT_PUBLISH_URL" -v reader=grafana -f reader.sql
GRANT USAGE ON SCHEMA tieout TO :"reader";
GRANT SELECT ON
  tieout.customer_label,
  tieout.customer_standing,
  tieout.latest_run,
  tieout.open_findings,
  tieout.metric_daily,
  tieout.calls_daily,
  tieout.tie_out_latest,
  tieout.coverage_latest
TO :"reader";
