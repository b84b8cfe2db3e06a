insert into benchmark_bulk.agents (id, customer_id, version, username, name, detail, ring_method, status, permission, tag_ids,
    addresses, guest, tm_create)
select agent_id, customer_id, ?::int, username, 'Guest', 'The guest agent', 'ringall', 'offline', 64, '{}'::uuid[], '[]'::jsonb,
    true, tm
from unnest(?::uuid[], ?::uuid[], ?::text[], (?::text[])::timestamptz[]) as born (agent_id, customer_id, username, tm)
on conflict (id) do update set customer_id = excluded.customer_id, version = excluded.version, username = excluded.username,
    name = excluded.name, detail = excluded.detail, ring_method = excluded.ring_method, status = excluded.status,
    permission = excluded.permission, tag_ids = excluded.tag_ids, addresses = excluded.addresses, guest = excluded.guest,
    tm_create = excluded.tm_create
where agents.version < excluded.version
