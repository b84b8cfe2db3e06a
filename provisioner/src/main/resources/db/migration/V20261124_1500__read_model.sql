-- The read model: the fold of provisioning.events and provisioning.results. Only the projection writes it.
-- Deleted resources keep their row, with tm_delete: what is listed or found by id is limited to live ones by the reader.

create table customers (
    id                           uuid primary key,
    version                      bigint      not null,
    name                         text        not null,
    detail                       text        not null,
    email                        text        not null,
    phone_number                 text        not null,
    address                      text        not null,
    webhook_method               text        not null,
    webhook_uri                  text        not null,
    billing_account_id           uuid        not null,
    permission_ids               text[]      not null,
    rtp_debug                    boolean     not null,
    email_verified               boolean     not null,
    identity_verification_status text        not null,
    status                       text        not null,
    terms_agreed_version         text        not null,
    terms_agreed_ip              text        not null,
    tm_deletion_scheduled        timestamptz,
    tm_create                    timestamptz not null,
    tm_update                    timestamptz,
    tm_delete                    timestamptz
);

create index customers_newest_first on customers (tm_create desc, id desc) where tm_delete is null;

create table agents (
    id          uuid primary key,
    customer_id uuid        not null,
    version     bigint      not null,
    username    text        not null,
    name        text        not null,
    detail      text        not null,
    ring_method text        not null,
    status      text        not null,
    permission  integer     not null,
    tag_ids     uuid[]      not null,
    addresses   jsonb       not null,
    guest       boolean     not null,
    tm_create   timestamptz not null,
    tm_update   timestamptz,
    tm_delete   timestamptz
);

create index agents_newest_first on agents (customer_id, tm_create desc, id desc) where tm_delete is null;

create table billing_accounts (
    id             uuid primary key,
    customer_id    uuid        not null,
    version        bigint      not null,
    name           text        not null,
    detail         text        not null,
    plan_type      text        not null,
    plan_status    text        not null,
    balance_credit bigint      not null,
    balance_token  bigint      not null,
    payment_type   text        not null,
    payment_method text        not null,
    status         text        not null,
    tm_last_topup  timestamptz,
    tm_next_topup  timestamptz,
    tm_create      timestamptz not null,
    tm_update      timestamptz,
    tm_delete      timestamptz
);

create index billing_accounts_of_customer on billing_accounts (customer_id, tm_create desc, id desc) where tm_delete is null;
create index billing_accounts_newest_first on billing_accounts (tm_create desc, id desc) where tm_delete is null;

-- How far each customer's changes have come: a reader that wants to see change n waits until change_seq >= n.
create table customer_progress (
    customer_id uuid primary key,
    change_seq  bigint not null
);

-- What became of each command. A command is named within its customer, so the id alone is not the key.
create table command_results (
    command_id     uuid        not null,
    customer_id    uuid        not null,
    actor_agent_id uuid,
    fingerprint    bytea       not null,
    outcome        text        not null,
    reason         text,
    change_seq     bigint      not null,
    tm_decided     timestamptz not null,
    -- The result as it was published (Avro, Confluent wire format); emptied when its customer is deleted.
    result         bytea,
    primary key (command_id, customer_id)
);

create index command_results_of_customer on command_results (customer_id);
create index command_results_by_age on command_results (tm_decided);

-- Where the projection goes on, per partition; moved in the transaction that applies the records before it.
create table projection_offsets (
    topic           text    not null,
    kafka_partition integer not null,
    next_offset     bigint  not null,
    primary key (topic, kafka_partition)
);
