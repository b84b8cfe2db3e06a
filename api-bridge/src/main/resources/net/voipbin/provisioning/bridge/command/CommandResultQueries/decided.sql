select result.command_id, result.customer_id, result.fingerprint, result.outcome, result.reason, result.result
from unnest(:command_ids, :customer_ids) as waiting (command_id, customer_id)
join command_results result using (command_id, customer_id)
left join customer_progress progress using (customer_id)
where coalesce(progress.change_seq, 0) >= result.change_seq
