insert into erasures (customer_id, change_seq)
select cast(customer_id as uuid), cast(change_seq as bigint)
from unnest(:customer_id, :change_seq) as given (customer_id, change_seq)
on conflict (customer_id) do nothing
