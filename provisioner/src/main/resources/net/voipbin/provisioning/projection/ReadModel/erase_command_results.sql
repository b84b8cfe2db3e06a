update command_results
set result = null
where ctid in (
    select ctid
    from command_results
    where customer_id = :customer_id and change_seq < :change_seq and outcome = 'APPLIED' and result is not null
    limit :most
)
