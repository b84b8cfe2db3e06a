select number
from numbers
where number = any(:numbers)
