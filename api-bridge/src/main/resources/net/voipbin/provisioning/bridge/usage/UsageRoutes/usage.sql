select account.plan_type, account.balance_credit, account.balance_token, progress.tm_last_change,
  (select count(*) from agents where customer_id = :customer_id) as agents,
  (select count(*) from numbers where customer_id = :customer_id) as numbers,
  (select count(*) from numbers where customer_id = :customer_id and type = 'virtual') as virtual_numbers,
  (select count(*) from flows where customer_id = :customer_id) as flows,
  (select count(*) from queues where customer_id = :customer_id) as queues,
  (select count(*) from tags where customer_id = :customer_id) as tags,
  (select count(*) from accesskeys where customer_id = :customer_id) as accesskeys
from billing_accounts account
join customers customer on customer.id = account.customer_id and customer.tm_delete is null
left join customer_progress progress on progress.customer_id = account.customer_id
where account.customer_id = :customer_id
