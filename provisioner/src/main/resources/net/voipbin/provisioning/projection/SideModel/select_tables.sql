select table_name
from information_schema.tables
where table_schema = :schema and table_name <> 'flyway_schema_history'
order by table_name
