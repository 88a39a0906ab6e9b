-- How far is the work of each tool?
select i.tool,
       count(*) filter (where w.status_category = 'todo') as todo,
       count(*) filter (where w.status_category = 'doing') as doing,
       count(*) filter (where w.status_category = 'done') as done,
       count(*) filter (where w.status_category is null) as unsaid,
       count(*) as items
from work.items w
join work.integrations i using (integration_id)
where w.deleted_at is null
group by i.tool
order by i.tool
