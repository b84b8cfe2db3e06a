select id, version, name, detail, email, phone_number, address, webhook_method, webhook_uri, billing_account_id, permission_ids,
  rtp_debug, email_verified, identity_verification_status, status, terms_agreed_version, terms_agreed_ip,
  tm_deletion_scheduled, tm_create, tm_update, tm_delete
from customers
where tm_delete is null
  and (tm_create, id) < (:after_tm_create, :after_id)
order by tm_create desc, id desc
limit :most
