select next_offset from projection_offsets where topic = :topic and kafka_partition = :kafka_partition
