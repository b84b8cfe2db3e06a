insert into erasures (customer_id, change_seq)
values (:customer_id, :change_seq)
on conflict (customer_id) do nothing
