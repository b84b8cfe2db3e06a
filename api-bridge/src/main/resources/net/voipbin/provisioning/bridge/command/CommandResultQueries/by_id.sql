select result.command_id, result.customer_id, result.fingerprint, result.outcome, result.reason, result.result
from command_results result
left join customer_progress progress using (customer_id)
where result.command_id = :command_id
  and (cast(:customer_id as uuid) is null or result.customer_id = :customer_id)
  and coalesce(progress.change_seq, 0) >= result.change_seq
