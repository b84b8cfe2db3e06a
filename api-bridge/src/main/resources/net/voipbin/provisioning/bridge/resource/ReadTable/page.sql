select <columns>
from <table>
where <owned>
  and <live>
  and <condition>
  and (tm_create, id) < (:after_tm_create, :after_id)
order by tm_create desc, id desc
limit :most
