-- What cannot be finished since parts of it are open, and what is called done although they are?
with parts as (
    select integration_id, parent_id, count(*) filter (where status_category is distinct from 'done') as open
    from work.items
    where deleted_at is null and parent_id is not null
    group by integration_id, parent_id)
select i.tool,
       count(*) as parents,
       count(*) filter (where parts.open > 0) as with_open_parts,
       count(*) filter (where parts.open > 0 and w.status_category = 'done') as done_with_open_parts
from work.items w
join work.integrations i using (integration_id)
join parts on parts.integration_id = w.integration_id and parts.parent_id = w.external_id
where w.deleted_at is null
group by i.tool
order by i.tool
