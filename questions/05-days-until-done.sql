-- How long does it take until something is done?
select i.tool,
       count(*) as done,
       percentile_disc(0.5) within group (order by w.resolved_at::date - w.created_at::date) as median_days,
       percentile_disc(0.9) within group (order by w.resolved_at::date - w.created_at::date) as nine_in_ten_days
from work.items w
join work.integrations i using (integration_id)
where w.deleted_at is null and w.resolved_at is not null
group by i.tool
order by i.tool
