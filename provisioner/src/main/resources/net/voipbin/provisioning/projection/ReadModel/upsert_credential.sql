insert into credentials (customer_id, resource_id, change_seq, password_hash, token_hash)
select
    cast(customer_id as uuid),
    cast(resource_id as uuid),
    cast(change_seq as bigint),
    password_hash,
    cast(token_hash as bytea)
from unnest(:customer_id, :resource_id, :change_seq, :password_hash, :token_hash)
    as given (customer_id, resource_id, change_seq, password_hash, token_hash)
on conflict (customer_id, resource_id) do update set
    change_seq = excluded.change_seq,
    password_hash = excluded.password_hash,
    token_hash = excluded.token_hash
where credentials.change_seq < excluded.change_seq
