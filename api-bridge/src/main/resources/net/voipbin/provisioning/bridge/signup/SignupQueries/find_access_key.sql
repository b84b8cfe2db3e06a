select accesskey.id
from credentials credential
join accesskeys accesskey on accesskey.customer_id = credential.customer_id and accesskey.id = credential.resource_id
where credential.token_hash = :token_hash
  and credential.customer_id = :customer_id
  and accesskey.tm_expire > :time
