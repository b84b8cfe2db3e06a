insert into benchmark_bulk.billing_accounts (id, customer_id, version, name, detail, plan_type, plan_status, balance_credit,
    balance_token, payment_type, payment_method, status, tm_next_topup, tm_create)
select account_id, customer_id, ?::int, 'Default', 'The billing account', 'free', 'active', 0, 100, '', '', 'active',
    tm + interval '30 days', tm
from unnest(?::uuid[], ?::uuid[], (?::text[])::timestamptz[]) as born (account_id, customer_id, tm)
on conflict (id) do update set customer_id = excluded.customer_id, version = excluded.version, name = excluded.name,
    detail = excluded.detail, plan_type = excluded.plan_type, plan_status = excluded.plan_status,
    balance_credit = excluded.balance_credit, balance_token = excluded.balance_token,
    payment_type = excluded.payment_type, payment_method = excluded.payment_method, status = excluded.status,
    tm_next_topup = excluded.tm_next_topup, tm_create = excluded.tm_create
where billing_accounts.version < excluded.version
