-- What reads the read model from outside takes on the role of its purpose, and PostgreSQL shows that role its rows only.
-- The owner of the tables is the projection, which writes them; it is bound by none of this.

-- Roles belong to the whole cluster: another database's migration may have made them, or be making them now; or an
-- administrator, where the migrating user may not.
do $$
declare
    purpose text;
    purposes constant text[] := array['provisioning_tenant', 'provisioning_platform', 'provisioning_authentication',
        'provisioning_outcomes', 'provisioning_numbers_in_use'];
    unsafe text;
begin
    foreach purpose in array purposes || array['api_bridge'] loop
        if not exists (select from pg_roles where rolname = purpose) then
            begin
                execute format('create role %I nologin noinherit', purpose);
            exception when duplicate_object or unique_violation then
                raise notice 'role % was made by another at the same moment', purpose;
            end;
        end if;
    end loop;

    -- The bridge's role may become each of them, and has no right as itself.
    foreach purpose in array purposes loop
        if not pg_has_role('api_bridge', purpose, 'member') then
            begin
                if current_setting('server_version_num')::integer >= 160000 then
                    execute format('grant %I to api_bridge with inherit false, set true', purpose);
                else
                    execute format('grant %I to api_bridge', purpose);
                end if;
            exception when unique_violation then
                raise notice 'role % was granted by another at the same moment', purpose;
            end;
        end if;
    end loop;

    select string_agg(rolname, ', ') into unsafe
    from pg_roles
    where rolname = any (purposes || array['api_bridge']) and (rolsuper or rolbypassrls);
    if unsafe is not null then
        raise exception 'row-level security would not bind these roles: %', unsafe
            using hint = 'They must be neither superuser nor bypassrls.';
    end if;

    execute format('grant usage on schema %I to provisioning_tenant, provisioning_platform, provisioning_authentication, '
        'provisioning_outcomes, provisioning_numbers_in_use', current_schema());
end
$$;

-- A tenant sees its own, the platform sees all; what authenticates is in neither's sight.
do $$
declare
    holder text;
begin
    foreach holder in array array['customers', 'agents', 'billing_accounts', 'numbers', 'flows', 'queues', 'tags', 'accesskeys',
            'command_results', 'customer_progress'] loop
        execute format('alter table %I enable row level security', holder);
        execute format('grant select on %I to provisioning_tenant, provisioning_platform', holder);
        execute format(
            'create policy tenant on %I for select to provisioning_tenant '
                'using (%I = nullif(current_setting(''provisioning.customer_id'', true), '''')::uuid)',
            holder,
            case holder when 'customers' then 'id' else 'customer_id' end);
        execute format('create policy platform on %I for select to provisioning_platform using (true)', holder);
    end loop;
end
$$;

alter table credentials enable row level security;

-- Nobody but the projection reads it; enabled, so that no grant alone could open it.
alter table erasures enable row level security;

-- Who calls: found before it is known whose rows they are.
grant select (id, status, tm_deletion_scheduled, tm_create, tm_delete) on customers to provisioning_authentication;
grant select on agents, accesskeys, credentials to provisioning_authentication;
create policy authentication on customers for select to provisioning_authentication using (true);
create policy authentication on agents for select to provisioning_authentication using (true);
create policy authentication on accesskeys for select to provisioning_authentication using (true);
create policy authentication on credentials for select to provisioning_authentication using (true);

-- What became of commands: asked for all waiting requests at once, whichever customers they are of.
grant select on command_results, customer_progress to provisioning_outcomes;
create policy outcomes on command_results for select to provisioning_outcomes using (true);
create policy outcomes on customer_progress for select to provisioning_outcomes using (true);

-- Which numbers are taken: across customers, but nothing else of them.
grant select (number) on numbers to provisioning_numbers_in_use;
create policy numbers_in_use on numbers for select to provisioning_numbers_in_use using (true);

-- When the customer's latest change was; null where that was before this column.
alter table customer_progress add column tm_last_change timestamptz;
