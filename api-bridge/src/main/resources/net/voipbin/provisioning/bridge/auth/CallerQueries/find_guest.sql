select agent.id, agent.username
from agents agent
join customers customer on customer.id = agent.customer_id and customer.tm_delete is null
where agent.customer_id = :customer_id
  and agent.guest
