select result.command_id, result.customer_id, result.fingerprint, result.outcome, result.reason, result.result
from unnest(:command_ids, :customer_ids) as waiting (command_id, customer_id)
join command_results result
    on result.command_id = waiting.command_id
    and (waiting.customer_id = :any_customer or result.customer_id = waiting.customer_id)
left join customer_progress progress on progress.customer_id = result.customer_id
where coalesce(progress.change_seq, 0) >= result.change_seq
