select <columns>
from <table>
where <owned>
  and id = :id
