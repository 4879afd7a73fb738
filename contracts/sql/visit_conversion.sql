-- Share of visits that end in a purchase, by week and arm of the experiment.
SELECT date_trunc('week', v.started_at) AS week,
       v.arm,
       count(DISTINCT p.visit_id) * 1.0 / count(DISTINCT v.visit_id) AS visit_conversion
FROM events.visit AS v
LEFT JOIN events.purchase AS p ON p.visit_id = v.visit_id
GROUP BY 1, 2;
