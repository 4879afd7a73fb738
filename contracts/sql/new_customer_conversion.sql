-- Share of first-time visitors who buy within 30 days, by week of the first visit and arm.
SELECT date_trunc('week', f.first_at) AS week,
       f.arm,
       count(DISTINCT p.visitor_id) * 1.0 / count(DISTINCT f.visitor_id) AS new_customer_conversion
FROM (SELECT visitor_id, arm, min(started_at) AS first_at
      FROM events.visit GROUP BY visitor_id, arm) AS f
LEFT JOIN events.purchase AS p
       ON p.visitor_id = f.visitor_id AND p.occurred_at < f.first_at + INTERVAL '30' DAY
GROUP BY 1, 2;
