insert into customer_progress (customer_id, change_seq, tm_last_change)
values (:customer_id, :change_seq, :tm_last_change)
on conflict (customer_id) do update set
    change_seq = excluded.change_seq,
    tm_last_change = excluded.tm_last_change
where customer_progress.change_seq < excluded.change_seq
