select id, customer_id, version, username, name, detail, ring_method, status, permission, tag_ids, addresses, guest,
  tm_create, tm_update, tm_delete
from agents
where id = :id
  and (cast(:customer_id as uuid) is null or customer_id = :customer_id)
  and tm_delete is null
