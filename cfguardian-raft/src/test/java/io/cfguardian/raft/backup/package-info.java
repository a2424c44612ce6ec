/** Tests of backups on a real RocksDB. */
@NullMarked
package io.cfguardian.raft.backup;

import org.jspecify.annotations.NullMarked;
