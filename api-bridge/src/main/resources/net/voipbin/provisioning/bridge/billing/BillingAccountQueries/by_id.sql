select id, customer_id, version, name, detail, plan_type, plan_status, balance_credit, balance_token, payment_type,
  payment_method, status, tm_last_topup, tm_next_topup, tm_create, tm_update, tm_delete
from billing_accounts
where id = :id
  and (cast(:customer_id as uuid) is null or customer_id = :customer_id)
  and tm_delete is null
