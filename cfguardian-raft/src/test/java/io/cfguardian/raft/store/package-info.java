/** Tests of the store on a real RocksDB. */
@NullMarked
package io.cfguardian.raft.store;

import org.jspecify.annotations.NullMarked;
