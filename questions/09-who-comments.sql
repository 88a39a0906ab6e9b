-- Who says most about the work?
select i.tool, p.name as person, count(*) as comments, count(distinct c.item_id) as items
from work.comments c
join work.integrations i using (integration_id)
join work.people p on p.integration_id = c.integration_id and p.external_id = c.author_id
where c.deleted_at is null
group by i.tool, p.name
order by comments desc, i.tool, person
limit 10
