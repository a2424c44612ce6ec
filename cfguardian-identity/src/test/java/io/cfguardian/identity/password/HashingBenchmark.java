package io.cfguardian.identity.password;

import io.cfguardian.domain.bytes.Bytes;
import java.util.concurrent.TimeUnit;
import org.mindrot.jbcrypt.BCrypt;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What checking a password costs beyond bcrypt itself, at the default cost. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 3)
public class HashingBenchmark {

    private static final String PASSWORD = "tangerine owl 7 postbox";

    private final Bytes pepper = Bytes.utf8("a pepper of thirty-two bytes....");
    private final BcryptPasswordHashing hashing =
            new BcryptPasswordHashing(BcryptPasswordHashing.Settings.of(BcryptPasswordHashing.Settings.COST_DEFAULT));
    private final String stored = hashing.hash(PASSWORD, pepper);
    private final String alone = BCrypt.hashpw(PASSWORD, BCrypt.gensalt(BcryptPasswordHashing.Settings.COST_DEFAULT));

    /** The library by itself. */
    @Benchmark
    public boolean bcryptAlone() {
        return BCrypt.checkpw(PASSWORD, alone);
    }

    /** The password of an account. */
    @Benchmark
    public boolean known() {
        return hashing.matches(PASSWORD, stored, pepper);
    }

    /** A password for an account that does not exist. */
    @Benchmark
    public boolean unknown() {
        return hashing.matches(PASSWORD, null, pepper);
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void close() {
        hashing.close();
    }
}
