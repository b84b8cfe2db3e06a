select id, customer_id, version, name, detail, plan_type, plan_status, balance_credit, balance_token, payment_type,
  payment_method, status, tm_last_topup, tm_next_topup, tm_create, tm_update, tm_delete
from billing_accounts
where tm_delete is null
  and (tm_create, id) < (:after_tm_create, :after_id)
order by tm_create desc, id desc
limit :most
