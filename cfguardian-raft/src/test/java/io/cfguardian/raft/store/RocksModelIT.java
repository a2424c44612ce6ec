package io.cfguardian.raft.store;

import io.cfguardian.testkit.model.ModelContract;
import io.cfguardian.testkit.state.Store;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Random commands on RocksDB do what the model says. */
class RocksModelIT extends ModelContract {

    @TempDir
    private Path directory;

    @Override
    protected Store open() throws Exception {
        return new AppliedStore(Files.createTempDirectory(directory, "store"));
    }

    @Override
    protected int episodes() {
        return 3;
    }

    @Override
    protected int commandsPerEpisode() {
        return 400;
    }
}
