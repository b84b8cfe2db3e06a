select id, customer_id, version, username, name, detail, ring_method, status, permission, tag_ids, addresses, guest,
  tm_create, tm_update, tm_delete
from agents
where customer_id = :customer_id
  and tm_delete is null
  and (:any_tag or tag_ids && :tag_ids)
  and (cast(:status as text) is null or status = :status)
  and (tm_create, id) < (:after_tm_create, :after_id)
order by tm_create desc, id desc
limit :most
