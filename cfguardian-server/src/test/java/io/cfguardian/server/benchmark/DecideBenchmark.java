package io.cfguardian.server.benchmark;

import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.testkit.state.InMemoryState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One write decided with the state in memory: the right, the schema's version, the events, the hash chain. The state forgets what was
 * written before each iteration, as it would grow without end.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls begin first.
public class DecideBenchmark {

    private final Load load = new Load();
    private InMemoryState state;
    private Envelope put;

    /** A state with the schema and the token. */
    @Setup(Level.Iteration)
    public void begin() {
        state = new InMemoryState();
        load.beginning().forEach(envelope -> Transition.step(state, state, envelope));
    }

    /** The next write. */
    @Setup(Level.Invocation)
    public void next() {
        put = load.put();
    }

    /** One decision. */
    @Benchmark
    public Answer decide() {
        return Written.of(Transition.step(state, state, put));
    }
}
