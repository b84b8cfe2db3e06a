select agent.id as agent_id, agent.customer_id, agent.username, credential.password_hash, credential.change_seq
from agents agent
join customers customer on customer.id = agent.customer_id and customer.tm_delete is null
join credentials credential on credential.customer_id = agent.customer_id and credential.resource_id = agent.id
where agent.customer_id = :customer_id
  and agent.id = :agent_id
  and not agent.guest
  and credential.password_hash is not null
