package io.cfguardian.raft.store;

import io.cfguardian.testkit.state.StateContract;
import io.cfguardian.testkit.state.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** RocksDB keeps what every store of the state promises. */
class RocksStateIT extends StateContract {

    @TempDir
    private Path directory;

    @Override
    protected Store open() throws Exception {
        return new AppliedStore(Files.createTempDirectory(directory, "store"));
    }
}
