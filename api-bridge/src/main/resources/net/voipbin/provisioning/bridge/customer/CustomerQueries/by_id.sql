select id, version, name, detail, email, phone_number, address, webhook_method, webhook_uri, billing_account_id, permission_ids,
  rtp_debug, email_verified, identity_verification_status, status, terms_agreed_version, terms_agreed_ip,
  tm_deletion_scheduled, tm_create, tm_update, tm_delete
from customers
where id = :id
