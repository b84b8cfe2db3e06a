-- A token ends with the password that it was issued for: the agent's own, or that of the super admin who delegated.
select agent.id as agent_id, agent.customer_id, agent.permission, customer.status, customer.tm_deletion_scheduled
from agents agent
join customers customer on customer.id = agent.customer_id and customer.tm_delete is null
left join agents admin on admin.id = cast(:delegated_by as uuid)
left join credentials credential on credential.customer_id = coalesce(admin.customer_id, agent.customer_id)
  and credential.resource_id = coalesce(admin.id, agent.id)
  and credential.password_hash is not null
where agent.id = :agent_id
  and agent.customer_id = :customer_id
  and credential.change_seq is not distinct from cast(:password as bigint)
  and (
    cast(:delegated_by as uuid) is null
    or agent.guest
      and admin.permission & 1 <> 0
      and exists (select 1 from customers platform where platform.id = admin.customer_id and platform.tm_delete is null)
  )
