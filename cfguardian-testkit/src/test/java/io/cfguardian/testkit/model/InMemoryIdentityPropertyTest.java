package io.cfguardian.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.event.IdentityEvent;
import io.cfguardian.testkit.example.EveryKind;
import io.cfguardian.testkit.generate.Seed;
import io.cfguardian.testkit.state.InMemoryStore;
import io.cfguardian.testkit.state.Store;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class InMemoryIdentityPropertyTest extends IdentityContract {

    /** A random run that never gets to an event says nothing of it. */
    @Test
    void randomCommandsLeadToEveryKindOfEvent() {
        Seed.run(random -> {
            Set<Class<?>> met = new HashSet<>();
            for (int i = 0; i < episodes(); i++) {
                IdentityEpisode episode = new IdentityEpisode(random.split(), new InMemoryStore());
                episode.run(commandsPerEpisode());
                met.addAll(episode.kinds());
            }
            assertThat(met).containsAll(EveryKind.kinds(IdentityEvent.class));
        });
    }

    @Override
    protected Store open() {
        return new InMemoryStore();
    }

    @Override
    protected int episodes() {
        return 10;
    }

    @Override
    protected int commandsPerEpisode() {
        return 400;
    }
}
