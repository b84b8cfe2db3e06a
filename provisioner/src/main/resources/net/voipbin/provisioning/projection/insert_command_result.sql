-- A result from before its customer's end may hold personal data: when it comes late, its content is left out.
insert into command_results (
    command_id,
    customer_id,
    actor_agent_id,
    fingerprint,
    outcome,
    reason,
    change_seq,
    tm_decided,
    result
) values (
    :command_id,
    :customer_id,
    cast(:actor_agent_id as uuid),
    :fingerprint,
    :outcome,
    :reason,
    :change_seq,
    :tm_decided,
    case
        when :outcome = 'APPLIED' and exists (
            select 1 from erasures e where e.customer_id = :customer_id and e.change_seq > :change_seq
        ) then null
        else :result
    end
)
-- The same result, told again: kept as long as if it came first now, which it does to who folds what is left of the topic.
on conflict (command_id, customer_id) do update set tm_decided = excluded.tm_decided
where command_results.tm_decided < excluded.tm_decided
