select next_offset from projection_offsets where topic = :topic order by kafka_partition for update
