update erasures set completed = true where customer_id = :customer_id
