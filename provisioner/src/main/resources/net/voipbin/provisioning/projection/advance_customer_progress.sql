insert into customer_progress (customer_id, change_seq)
values (:customer_id, :change_seq)
on conflict (customer_id) do update set change_seq = excluded.change_seq
where customer_progress.change_seq < excluded.change_seq
