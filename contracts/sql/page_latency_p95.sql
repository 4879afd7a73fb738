-- 95th percentile of the time to answer a page, in milliseconds, by week and arm.
SELECT date_trunc('week', r.answered_at) AS week,
       r.arm,
       percentile_cont(0.95) WITHIN GROUP (ORDER BY r.duration_ms) AS page_latency_p95
FROM requests.page AS r
GROUP BY 1, 2;
