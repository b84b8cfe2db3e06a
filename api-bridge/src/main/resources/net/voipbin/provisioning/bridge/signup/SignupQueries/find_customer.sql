-- A customer's own credential is what is kept of the token that verifies its e-mail.
select credential.customer_id
from credentials credential
join customers customer on customer.id = credential.customer_id and customer.tm_delete is null
where credential.token_hash = :token_hash
  and credential.resource_id = credential.customer_id
