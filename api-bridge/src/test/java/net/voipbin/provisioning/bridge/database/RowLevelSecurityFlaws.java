package net.voipbin.provisioning.bridge.database;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** Looks in PostgreSQL's catalogue for relations that the bridge could read more of than it should, new ones too. */
final class RowLevelSecurityFlaws {

    private RowLevelSecurityFlaws() {}

    /** What is wrong, a sentence each. */
    static List<String> of(Handle handle) {
        return handle.createQuery("""
                        with relation as (
                            select c.oid, c.relname::text as name, c.relkind, c.relrowsecurity,
                                coalesce('security_invoker=true' = any (c.reloptions), false) as asks_as_reader,
                                c.relname = 'customers' or exists (
                                    select from pg_attribute a
                                    where a.attrelid = c.oid and a.attname = 'customer_id' and not a.attisdropped
                                ) as of_tenants
                            from pg_class c
                            where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
                        ), role as (
                            select oid, rolname::text as name, rolsuper, rolbypassrls
                            from pg_roles
                            where rolname = 'api_bridge' or rolname like 'provisioning\\_%'
                        ), readable as (
                            select relation.*, role.oid as role_oid, role.name as role
                            from relation
                            join role on has_any_column_privilege(role.oid, relation.oid, 'select')
                        )
                        select name || ' holds rows of tenants without row-level security'
                        from relation
                        where of_tenants and not relrowsecurity and not (relkind = 'v' and asks_as_reader)
                        union all
                        select role || ' may read ' || name || ', which has no row-level security'
                        from readable
                        where not relrowsecurity and not (relkind = 'v' and asks_as_reader)
                        union all
                        select role || ' may read ' || name || ' without a policy'
                        from readable
                        where relkind in ('r', 'p') and not exists (
                            select from pg_policy p
                            where p.polrelid = readable.oid and p.polroles = array[readable.role_oid] and p.polcmd = 'r'
                        )
                        union all
                        select relation.name || ' has a policy for everybody, or for more than reading: ' || p.polname
                        from relation
                        join pg_policy p on p.polrelid = relation.oid
                        where p.polcmd <> 'r' or 0 = any (p.polroles) or not p.polpermissive
                        union all
                        select name || '''s policy for tenants does not ask whose the row is'
                        from relation
                        join pg_policy p on p.polrelid = relation.oid
                        where 'provisioning_tenant'::regrole = any (p.polroles)
                            and pg_get_expr(p.polqual, p.polrelid) not like
                                '(%id = (NULLIF(current_setting(''provisioning.customer_id''::text, true), ''''::text))::uuid)'
                        union all
                        select role.name || ' may change ' || relation.name
                        from role, relation
                        where has_table_privilege(role.oid, relation.oid, 'insert, update, delete, truncate, references, trigger')
                            or has_any_column_privilege(role.oid, relation.oid, 'insert, update, references')
                        union all
                        select name || ' is not bound by row-level security'
                        from role
                        where rolsuper or rolbypassrls
                        order by 1""").mapTo(String.class).list();
    }
}
