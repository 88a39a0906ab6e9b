-- Who has how much open, how old is it, and when was it last spoken of?
select i.tool,
       coalesce(p.name, assignee.id, 'nobody') as assignee,
       count(distinct (w.stream, w.external_id)) as open_items,
       max(now()::date - w.created_at::date) as oldest_days,
       max(c.created_at)::date as last_comment
from work.items w
join work.integrations i using (integration_id)
left join lateral unnest(w.assignee_ids) as assignee (id) on true
left join work.people p on p.integration_id = w.integration_id and p.external_id = assignee.id
left join work.comments c
    on c.integration_id = w.integration_id and c.item_id = w.external_id and c.deleted_at is null
where w.deleted_at is null and w.status_category is distinct from 'done'
group by i.tool, p.name, assignee.id
order by open_items desc, i.tool, assignee
limit 10
