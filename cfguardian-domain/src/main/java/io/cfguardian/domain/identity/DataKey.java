package io.cfguardian.domain.identity;

/**
 * The key under which the state's other secrets are sealed, itself sealed under the operator's master secret.
 *
 * @param master tells which master secret, without telling the secret
 */
public record DataKey(String master, Sealed wrapped) implements Entity {

    private static final int MASTER_CHARS_MAX = 64;

    public DataKey {
        if (master.isEmpty() || master.length() > MASTER_CHARS_MAX) {
            throw new IllegalArgumentException("a master secret's name has 1 to 64 characters");
        }
    }

    @Override
    public EntityKey<DataKey> key() {
        return EntityKey.dataKey();
    }
}
