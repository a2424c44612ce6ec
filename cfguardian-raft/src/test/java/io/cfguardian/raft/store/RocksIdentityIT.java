package io.cfguardian.raft.store;

import io.cfguardian.testkit.model.IdentityContract;
import io.cfguardian.testkit.state.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Random commands about identity leave a sound state on RocksDB, the same as in memory. */
class RocksIdentityIT extends IdentityContract {

    @TempDir
    private Path directory;

    @Override
    protected Store open() throws Exception {
        return new AppliedStore(Files.createTempDirectory(directory, "store"));
    }

    @Override
    protected int episodes() {
        return 2;
    }

    @Override
    protected int commandsPerEpisode() {
        return 300;
    }
}
