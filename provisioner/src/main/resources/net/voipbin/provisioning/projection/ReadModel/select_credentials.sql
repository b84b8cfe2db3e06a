select customer_id, resource_id, change_seq
from unnest(:customer_ids, :resource_ids) as asked (customer_id, resource_id)
join credentials using (customer_id, resource_id)
