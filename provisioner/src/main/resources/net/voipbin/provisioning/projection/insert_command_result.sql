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
on conflict (command_id, customer_id) do nothing
