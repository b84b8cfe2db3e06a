-- A result from before its customer's end may hold personal data: when it comes late, its content is left out. That is no
-- join: the rows have to come in their order, since of two results of one command the first stays.
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
)
select
    cast(given.command_id as uuid),
    cast(given.customer_id as uuid),
    cast(given.actor_agent_id as uuid),
    cast(given.fingerprint as bytea),
    given.outcome,
    given.reason,
    cast(given.change_seq as bigint),
    cast(given.tm_decided as timestamptz),
    case
        when given.outcome = 'APPLIED' and exists (
            select 1
            from erasures ended
            where ended.customer_id = cast(given.customer_id as uuid)
                and ended.change_seq > cast(given.change_seq as bigint)
        ) then null
        else cast(given.result as bytea)
    end
from unnest(
        :command_id,
        :customer_id,
        :actor_agent_id,
        :fingerprint,
        :outcome,
        :reason,
        :change_seq,
        :tm_decided,
        :result
    )
    as given (
        command_id,
        customer_id,
        actor_agent_id,
        fingerprint,
        outcome,
        reason,
        change_seq,
        tm_decided,
        result
    )
on conflict (command_id, customer_id) do nothing
