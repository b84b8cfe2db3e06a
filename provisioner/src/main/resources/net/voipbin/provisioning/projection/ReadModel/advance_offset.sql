update projection_offsets
set next_offset = :next_offset
where topic = :topic and kafka_partition = :kafka_partition and next_offset = :expected_offset
