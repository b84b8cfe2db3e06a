-- Those that make rows unique, for a constraint or by themselves, are left out.
select relation.relname as name, pg_get_indexdef(relation.oid) as definition
from pg_class relation
join pg_namespace namespace on namespace.oid = relation.relnamespace
join pg_index index on index.indexrelid = relation.oid
where namespace.nspname = :schema and not index.indisunique
order by relation.relname
