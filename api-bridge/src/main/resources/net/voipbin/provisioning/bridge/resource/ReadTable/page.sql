select <columns>, more
from (
  select <columns>,
    sum(octet_length(candidate::text)) over newest_first as text_so_far,
    row_number() over newest_first as place,
    lead(true, 1, false) over newest_first as more
  from (
    select <columns>
    from <table>
    where <owned>
      and <live>
      and <condition>
      and (tm_create, id) < (:after_tm_create, :after_id)
    order by tm_create desc, id desc
    limit :most + 1
  ) as candidate
  window newest_first as (order by tm_create desc, id desc rows between unbounded preceding and current row)
) as measured
where place = 1 or (place <= :most and text_so_far <= :most_text)
order by tm_create desc, id desc
