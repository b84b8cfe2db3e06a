insert into credentials (customer_id, resource_id, change_seq, password_hash, token_hash)
values (:customer_id, :resource_id, :change_seq, cast(:password_hash as text), cast(:token_hash as bytea))
on conflict (customer_id, resource_id) do update set
    change_seq = excluded.change_seq,
    password_hash = excluded.password_hash,
    token_hash = excluded.token_hash
where credentials.change_seq < excluded.change_seq
