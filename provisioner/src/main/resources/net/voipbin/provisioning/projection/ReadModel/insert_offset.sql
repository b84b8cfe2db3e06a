insert into projection_offsets (topic, kafka_partition, next_offset)
values (:topic, :kafka_partition, 0)
on conflict (topic, kafka_partition) do nothing
