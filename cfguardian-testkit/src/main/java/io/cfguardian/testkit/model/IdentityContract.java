package io.cfguardian.testkit.model;

import io.cfguardian.testkit.generate.Seed;
import io.cfguardian.testkit.state.InMemoryStore;
import io.cfguardian.testkit.state.Store;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random commands about identity on a store: whatever they are, no count is off, no session outlives its user's standing, an
 * administrator is left, one key signs, and a refused command changes nothing. A subclass gives the store and says how much.
 */
public abstract class IdentityContract {

    /** A fresh, empty store. */
    protected abstract Store open() throws Exception;

    /** How many stores are opened, one after the other. */
    protected abstract int episodes();

    /** How many commands each of them gets. */
    protected abstract int commandsPerEpisode();

    @Test
    void whateverIsAskedTheIdentityStateIsSound() {
        Seed.run(random -> {
            for (int i = 0; i < episodes(); i++) {
                SplittableRandom own = random.split();
                try (Store store = open();
                        Store again = open();
                        Store memory = new InMemoryStore()) {
                    IdentityEpisode episode = new IdentityEpisode(own, store);
                    episode.run(commandsPerEpisode());
                    episode.replay(again);
                    episode.replay(memory);
                }
            }
        });
    }
}
