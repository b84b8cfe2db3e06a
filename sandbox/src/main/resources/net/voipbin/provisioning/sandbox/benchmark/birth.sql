-- One statement, one round trip, one transaction. A command that comes again, or a value that is taken, fails all of it.
with given (customer_id, agent_id, account_id, command_id, name, email, username, tm, event_1, event_2, event_3, result) as (
    values (?::uuid, ?::uuid, ?::uuid, ?::uuid, ?::text, ?::text, ?::text, ?::timestamptz, ?::bytea, ?::bytea, ?::bytea,
        ?::bytea)
),
customer as (
    insert into benchmark_birth.customers (id, version, name, detail, email, phone_number, address, webhook_method,
        webhook_uri, billing_account_id, permission_ids, rtp_debug, email_verified, identity_verification_status, status,
        terms_agreed_version, terms_agreed_ip, tm_create)
    select customer_id, 1, name, 'A customer of the benchmark', email, '+15551234567', '1 Main Street', 'POST',
        'https://example.com/hook', account_id, '{}'::text[], false, true, 'none', 'active', '1', '192.0.2.1', tm
    from given
),
agent as (
    insert into benchmark_birth.agents (id, customer_id, version, username, name, detail, ring_method, status, permission,
        tag_ids, addresses, guest, tm_create)
    select agent_id, customer_id, 1, username, 'Guest', 'The guest agent', 'ringall', 'offline', 64, '{}'::uuid[],
        '[]'::jsonb, true, tm
    from given
),
account as (
    insert into benchmark_birth.billing_accounts (id, customer_id, version, name, detail, plan_type, plan_status,
        balance_credit, balance_token, payment_type, payment_method, status, tm_next_topup, tm_create)
    select account_id, customer_id, 1, 'Default', 'The billing account', 'free', 'active', 0, 100, '', '', 'active',
        tm + interval '30 days', tm
    from given
),
published as (
    insert into benchmark_birth.outbox (topic, key, payload)
    select row.topic, given.customer_id, row.payload
    from given,
        lateral (values ('events', event_1), ('events', event_2), ('events', event_3), ('results', result))
            as row (topic, payload)
)
insert into benchmark_birth.commands (command_id, customer_id, result)
select command_id, customer_id, result
from given
