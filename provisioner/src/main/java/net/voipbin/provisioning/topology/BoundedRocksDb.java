package net.voipbin.provisioning.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One bound for the memory of all stores of the process, however many partitions it has. Kafka Streams makes an
 * instance for each store; the cache is shared and lives as long as the process.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long TOTAL_BYTES = 256L << 20;
    private static final long WRITE_BUFFER_BYTES = 96L << 20;
    private static final long BYTES_PER_WRITE_BUFFER = 8L << 20;
    private static final double INDEX_AND_FILTER_SHARE = 0.1;
    private static final int BLOOM_BITS_PER_KEY = 10;

    static {
        org.rocksdb.RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(TOTAL_BYTES, -1, false, INDEX_AND_FILTER_SHARE);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    private final BloomFilter filter = new BloomFilter(BLOOM_BITS_PER_KEY);

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(filter);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(BYTES_PER_WRITE_BUFFER);
    }

    @Override
    public void close(String storeName, Options options) {
        filter.close();
    }
}
