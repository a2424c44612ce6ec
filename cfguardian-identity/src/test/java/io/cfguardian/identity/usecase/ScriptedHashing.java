package io.cfguardian.identity.usecase;

import io.cfguardian.app.identity.port.HashingOverloaded;
import io.cfguardian.app.identity.port.PasswordHashing;
import io.cfguardian.domain.bytes.Bytes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hashes at no cost, counts what it was asked, and does something else meanwhile when told to. */
final class ScriptedHashing implements PasswordHashing {

    /** Part of every form it makes; forms of another scheme ask to be made again. */
    String scheme = "s1";

    int hashed;
    int compared;
    boolean overloaded;
    Runnable meanwhile = () -> {};

    /** How many passwords were hashed or compared. */
    int cost() {
        return hashed + compared;
    }

    @Override
    public String hash(String password, Bytes pepper) {
        if (overloaded) {
            throw new HashingOverloaded(Duration.ofSeconds(1));
        }
        hashed++;
        Runnable other = meanwhile;
        meanwhile = () -> {};
        other.run();
        return scheme + ":" + digest(password, pepper) + ":" + hashed;
    }

    @Override
    public boolean matches(String password, @Nullable String stored, Bytes pepper) {
        compared++;
        return stored != null && stored.split(":", -1)[1].equals(digest(password, pepper));
    }

    @Override
    public boolean needsRehash(String stored) {
        return !stored.startsWith(scheme + ":");
    }

    private static String digest(String password, Bytes pepper) {
        return Bytes.utf8(password + pepper.hex()).sha256().toString();
    }
}
