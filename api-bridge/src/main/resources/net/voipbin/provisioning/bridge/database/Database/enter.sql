select set_config('role', :role, true), set_config('provisioning.customer_id', :customer_id, true)
