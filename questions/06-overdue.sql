-- What should be done by now?
select i.tool, count(*) as overdue, min(w.due_on) as oldest, max(now()::date - w.due_on) as days
from work.items w
join work.integrations i using (integration_id)
where w.deleted_at is null and w.status_category is distinct from 'done' and w.due_on < now()::date
group by i.tool
order by i.tool
