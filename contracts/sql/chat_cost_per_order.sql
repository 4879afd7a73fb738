-- Cost of chat in euro for each order that a chat preceded, by week and arm of the experiment.
SELECT date_trunc('week', c.started_at) AS week,
       c.arm,
       sum(c.minutes) * 0.9 / nullif(count(DISTINCT p.visit_id), 0) AS chat_cost_per_order
FROM events.chat AS c
LEFT JOIN events.purchase AS p ON p.visit_id = c.visit_id AND p.occurred_at > c.started_at
GROUP BY 1, 2;
