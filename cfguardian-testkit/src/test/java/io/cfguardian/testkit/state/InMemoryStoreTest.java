package io.cfguardian.testkit.state;

final class InMemoryStoreTest extends StateContract {

    @Override
    protected Store open() {
        return new InMemoryStore();
    }
}
