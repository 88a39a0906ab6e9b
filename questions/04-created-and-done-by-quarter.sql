-- Does as much get done as is begun?
with moments as (
    select integration_id, created_at as at, 1 as created, 0 as done from work.items where deleted_at is null
    union all
    select integration_id, resolved_at, 0, 1 from work.items where deleted_at is null and resolved_at is not null)
select i.tool, to_char(m.at, 'YYYY "Q"Q') as quarter, sum(m.created) as created, sum(m.done) as done
from moments m
join work.integrations i using (integration_id)
where m.at >= now() - interval '1 year'
group by i.tool, quarter
order by i.tool, quarter
