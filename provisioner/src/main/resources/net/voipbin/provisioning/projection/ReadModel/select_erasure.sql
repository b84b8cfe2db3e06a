-- One that no other process is at.
select customer_id, change_seq from erasures where not completed order by customer_id limit 1 for update skip locked
