-- All resources of the contract, what authenticates them, and the erasure of results in bounded steps.
-- From here on a deleted resource has no row; only customers keep theirs, with tm_delete.

alter table customers add column suspension_reason text;

delete from agents where tm_delete is not null;
delete from billing_accounts where tm_delete is not null;

drop index agents_newest_first;
create index agents_newest_first on agents (customer_id, tm_create desc, id desc);
create index agents_of_status on agents (customer_id, status, tm_create desc, id desc);
create index agents_with_tag on agents using gin (tag_ids);
create index agents_by_username on agents (lower(username));
create index agents_guest on agents (customer_id) where guest;

drop index billing_accounts_of_customer;
drop index billing_accounts_newest_first;
create index billing_accounts_of_customer on billing_accounts (customer_id, tm_create desc, id desc);
create index billing_accounts_newest_first on billing_accounts (tm_create desc, id desc);

create table numbers (
    id                uuid primary key,
    customer_id       uuid        not null,
    version           bigint      not null,
    number            text        not null,
    type              text        not null,
    call_flow_id      uuid,
    message_flow_id   uuid,
    name              text        not null,
    detail            text        not null,
    status            text        not null,
    t38_enabled       boolean     not null,
    emergency_enabled boolean     not null,
    rtp_debug         boolean     not null,
    tm_purchase       timestamptz not null,
    tm_renew          timestamptz,
    tm_create         timestamptz not null,
    tm_update         timestamptz,
    tm_delete         timestamptz
);

create index numbers_newest_first on numbers (customer_id, tm_create desc, id desc);
create index numbers_by_number on numbers (number);

create table flows (
    id                  uuid primary key,
    customer_id         uuid        not null,
    version             bigint      not null,
    type                text        not null,
    name                text        not null,
    detail              text        not null,
    -- Not jsonb: an action's option is shown as it was given.
    actions             json        not null,
    on_complete_flow_id uuid,
    tm_create           timestamptz not null,
    tm_update           timestamptz,
    tm_delete           timestamptz
);

create index flows_newest_first on flows (customer_id, tm_create desc, id desc);

create table queues (
    id              uuid primary key,
    customer_id     uuid        not null,
    version         bigint      not null,
    name            text        not null,
    detail          text        not null,
    routing_method  text        not null,
    tag_ids         uuid[]      not null,
    wait_flow_id    uuid,
    wait_timeout    integer     not null,
    service_timeout integer     not null,
    tm_create       timestamptz not null,
    tm_update       timestamptz,
    tm_delete       timestamptz
);

create index queues_newest_first on queues (customer_id, tm_create desc, id desc);

create table tags (
    id          uuid primary key,
    customer_id uuid        not null,
    version     bigint      not null,
    name        text        not null,
    detail      text        not null,
    tm_create   timestamptz not null,
    tm_update   timestamptz,
    tm_delete   timestamptz
);

create index tags_newest_first on tags (customer_id, tm_create desc, id desc);

create table accesskeys (
    id           uuid primary key,
    customer_id  uuid        not null,
    version      bigint      not null,
    name         text        not null,
    detail       text        not null,
    token_prefix text        not null,
    tm_expire    timestamptz not null,
    tm_create    timestamptz not null,
    tm_update    timestamptz,
    tm_delete    timestamptz
);

create index accesskeys_newest_first on accesskeys (customer_id, tm_create desc, id desc);

-- The fold of provisioning.credentials. A resource that has lost its secret keeps a row without a hash: it tells how far
-- the resource's credentials have come, which the change that took the secret waits for.
create table credentials (
    customer_id   uuid   not null,
    resource_id   uuid   not null,
    change_seq    bigint not null,
    password_hash text,
    token_hash    bytea,
    primary key (customer_id, resource_id)
);

create index credentials_by_token on credentials (token_hash) where token_hash is not null;

-- Customers that have ended, with the change that ended them: results from before it are emptied, also such as come later.
create table erasures (
    customer_id uuid primary key,
    change_seq  bigint  not null,
    -- Whether all results that came before the end have been emptied.
    completed   boolean not null default false
);

create index erasures_to_do on erasures (customer_id) where not completed;

insert into erasures (customer_id, change_seq, completed)
select p.customer_id, p.change_seq, true
from customers c
join customer_progress p on p.customer_id = c.id
where c.tm_delete is not null;

drop index command_results_of_customer;
create index command_results_to_empty on command_results (customer_id, change_seq)
    where outcome = 'APPLIED' and result is not null;
