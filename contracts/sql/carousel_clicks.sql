-- Share of item pages whose carousel is clicked, by week and arm of the experiment.
SELECT date_trunc('week', i.viewed_at) AS week,
       i.arm,
       count(DISTINCT c.view_id) * 1.0 / count(DISTINCT i.view_id) AS carousel_clicks
FROM events.view AS i
LEFT JOIN events.carousel_click AS c ON c.view_id = i.view_id
GROUP BY 1, 2;
