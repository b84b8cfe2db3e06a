-- Those that a constraint needs are left out.
select relation.relname as name, pg_get_indexdef(relation.oid) as definition
from pg_class relation
join pg_namespace namespace on namespace.oid = relation.relnamespace
where namespace.nspname = :schema
    and relation.relkind = 'i'
    and not exists (select 1 from pg_constraint kept where kept.conindid = relation.oid)
order by relation.relname
