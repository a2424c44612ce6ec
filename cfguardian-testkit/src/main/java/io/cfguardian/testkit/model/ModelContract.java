package io.cfguardian.testkit.model;

import io.cfguardian.testkit.generate.Seed;
import io.cfguardian.testkit.state.Store;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random commands on a store: each is answered as the model predicts, and after each the revisions are dense, the chain is
 * intact, log time has not gone back, and every count equals a recount. A subclass gives the store and says how much.
 */
public abstract class ModelContract {

    /** A fresh, empty store. */
    protected abstract Store open() throws Exception;

    /** How many stores are opened, one after the other. */
    protected abstract int episodes();

    /** How many commands each of them gets. */
    protected abstract int commandsPerEpisode();

    @Test
    void randomCommandsDoWhatTheModelSays() {
        Seed.run(random -> {
            for (int i = 0; i < episodes(); i++) {
                SplittableRandom own = random.split();
                try (Store store = open()) {
                    new Episode(own, store).run(commandsPerEpisode());
                }
            }
        });
    }
}
