package io.cfguardian.testkit.model;

import io.cfguardian.testkit.state.InMemoryStore;
import io.cfguardian.testkit.state.Store;

final class InMemoryIdentityPropertyTest extends IdentityContract {

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
