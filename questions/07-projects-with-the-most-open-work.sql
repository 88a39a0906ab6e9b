-- Where does the open work lie?
select i.tool, p.name as project, count(*) as open_items,
       round(avg(now()::date - w.created_at::date)) as average_days
from work.items w
join work.integrations i using (integration_id)
join lateral unnest(w.project_ids) as project (id) on true
join work.projects p
    on p.integration_id = w.integration_id and p.external_id = project.id and p.deleted_at is null
where w.deleted_at is null and w.status_category is distinct from 'done'
group by i.tool, p.name
order by open_items desc, i.tool, project
limit 10
