-- What share of the open work has nobody who does it?
select i.tool,
       count(*) as open_items,
       count(*) filter (where coalesce(cardinality(w.assignee_ids), 0) = 0) as without_assignee,
       round(100.0 * count(*) filter (where coalesce(cardinality(w.assignee_ids), 0) = 0) / count(*), 1) as percent
from work.items w
join work.integrations i using (integration_id)
where w.deleted_at is null and w.status_category is distinct from 'done'
group by i.tool
order by i.tool
