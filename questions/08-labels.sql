-- Which labels are used across the tools?
select coalesce(nullif(l.name, ''), l.color, label.id) as label, count(*) as items, string_agg(distinct i.tool, ', ' order by i.tool) as tools
from work.items w
join work.integrations i using (integration_id)
join lateral unnest(w.labels) as label (id) on true
left join work.labels l on l.integration_id = w.integration_id and l.external_id = label.id
where w.deleted_at is null
group by 1
order by items desc, label
limit 10
