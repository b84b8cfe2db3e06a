select guest.id as agent_id, guest.customer_id, guest.permission, customer.status, customer.tm_deletion_scheduled
from credentials credential
join accesskeys accesskey on accesskey.customer_id = credential.customer_id and accesskey.id = credential.resource_id
join customers customer on customer.id = accesskey.customer_id and customer.tm_delete is null
join agents guest on guest.customer_id = customer.id and guest.guest
where credential.token_hash = :token_hash
  and accesskey.tm_expire > :time
