-- A transaction that the bridge, hung itself, doesn't go on with is ended too, since it would keep dead rows from being
-- cleared away.
select set_config('role', :role, true), set_config('provisioning.customer_id', :customer_id, true),
  set_config('statement_timeout', :statement_timeout, true),
  set_config('idle_in_transaction_session_timeout', '10s', true)
