-- The read model's own, with all of their indexes.
create schema benchmark_bulk;
create table benchmark_bulk.customers (like customers including all);
create table benchmark_bulk.agents (like agents including all);
create table benchmark_bulk.billing_accounts (like billing_accounts including all);
