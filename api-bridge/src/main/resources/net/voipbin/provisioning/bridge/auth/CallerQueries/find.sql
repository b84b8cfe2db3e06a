select agent.permission, customer.status, customer.tm_deletion_scheduled
from agents agent
join customers customer on customer.id = agent.customer_id and customer.tm_delete is null
where agent.id = :agent_id
  and agent.customer_id = :customer_id
  and agent.tm_delete is null
  and (
    cast(:delegated_by as uuid) is null
    or agent.guest and exists (
      select 1
      from agents admin
      join customers platform on platform.id = admin.customer_id and platform.tm_delete is null
      where admin.id = :delegated_by
        and admin.permission & 1 <> 0
        and admin.tm_delete is null
    )
  )
