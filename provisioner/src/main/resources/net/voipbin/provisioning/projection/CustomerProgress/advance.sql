insert into customer_progress (customer_id, change_seq, tm_last_change)
select cast(customer_id as uuid), cast(change_seq as bigint), cast(tm_last_change as timestamptz)
from unnest(:customer_id, :change_seq, :tm_last_change) as given (customer_id, change_seq, tm_last_change)
on conflict (customer_id) do update set
    change_seq = excluded.change_seq,
    tm_last_change = excluded.tm_last_change
where customer_progress.change_seq < excluded.change_seq
