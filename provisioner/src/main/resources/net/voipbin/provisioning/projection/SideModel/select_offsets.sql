select topic, kafka_partition, next_offset from projection_offsets
