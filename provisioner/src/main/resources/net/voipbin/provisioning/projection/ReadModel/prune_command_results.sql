delete from command_results
where ctid in (
    select ctid from command_results where tm_decided < :before order by tm_decided limit :most for update skip locked
)
