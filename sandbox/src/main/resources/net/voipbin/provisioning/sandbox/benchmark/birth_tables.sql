-- What a service without a log would keep: its tables with what it looks up by, unique values, the outbox of what is to be
-- published, and what has been answered. Generous: without foreign keys, and without most of the read model's indexes.
create schema benchmark_birth;

create table benchmark_birth.customers (like customers including defaults, primary key (id));
create unique index on benchmark_birth.customers (email);
create index on benchmark_birth.customers (tm_create desc, id desc);

create table benchmark_birth.agents (like agents including defaults, primary key (id));
create unique index on benchmark_birth.agents (username);
create index on benchmark_birth.agents (customer_id, tm_create desc, id desc);

create table benchmark_birth.billing_accounts (like billing_accounts including defaults, primary key (id));
create index on benchmark_birth.billing_accounts (customer_id, tm_create desc, id desc);

create table benchmark_birth.outbox (
    id      bigint generated always as identity primary key,
    topic   text  not null,
    key     uuid  not null,
    payload bytea not null
);

create table benchmark_birth.commands (
    command_id  uuid primary key,
    customer_id uuid  not null,
    result      bytea not null
);
