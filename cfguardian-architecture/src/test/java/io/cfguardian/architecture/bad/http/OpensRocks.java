package io.cfguardian.architecture.bad.http;

import com.alipay.sofa.jraft.Node;
import org.rocksdb.RocksDB;

/** JRaft and RocksDB belong to raft. */
public final class OpensRocks {
    RocksDB open(RocksDB db) {
        return db;
    }

    Node join(Node node) {
        return node;
    }
}
