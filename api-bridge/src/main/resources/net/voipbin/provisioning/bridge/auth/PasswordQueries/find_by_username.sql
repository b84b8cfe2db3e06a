-- A username that has just gone over to another customer can be read of both for a moment: the newer agent has it.
select agent.id as agent_id, agent.customer_id, agent.username, credential.password_hash, credential.change_seq
from agents agent
join customers customer on customer.id = agent.customer_id and customer.tm_delete is null
join credentials credential on credential.customer_id = agent.customer_id and credential.resource_id = agent.id
where lower(agent.username) = :username
  and not agent.guest
  and credential.password_hash is not null
order by agent.tm_create desc
limit 1
