insert into benchmark_bulk.customers (id, version, name, detail, email, phone_number, address, webhook_method, webhook_uri,
    billing_account_id, permission_ids, rtp_debug, email_verified, identity_verification_status, status,
    terms_agreed_version, terms_agreed_ip, tm_create)
select customer_id, ?::int, name, 'A customer of the benchmark', email, '+15551234567', '1 Main Street', 'POST',
    'https://example.com/hook', account_id, '{}'::text[], false, true, 'none', 'active', '1', '192.0.2.1', tm
from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], (?::text[])::timestamptz[]) as born (customer_id, account_id, name, email, tm)
on conflict (id) do update set version = excluded.version, name = excluded.name, detail = excluded.detail,
    email = excluded.email, phone_number = excluded.phone_number, address = excluded.address,
    webhook_method = excluded.webhook_method, webhook_uri = excluded.webhook_uri,
    billing_account_id = excluded.billing_account_id, permission_ids = excluded.permission_ids,
    rtp_debug = excluded.rtp_debug, email_verified = excluded.email_verified,
    identity_verification_status = excluded.identity_verification_status, status = excluded.status,
    terms_agreed_version = excluded.terms_agreed_version, terms_agreed_ip = excluded.terms_agreed_ip,
    tm_create = excluded.tm_create
where customers.version < excluded.version
