package io.cfguardian.server.benchmark;

import io.cfguardian.domain.command.Envelope;
import io.cfguardian.domain.decide.Answer;
import io.cfguardian.domain.decide.Transition;
import io.cfguardian.raft.codec.Codec;
import io.cfguardian.testkit.state.InMemoryState;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A write and its answer as bytes, and back. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

    private final Envelope put;
    private final Answer answer;
    private final byte[] putBytes;
    private final byte[] answerBytes;

    /** A write that was decided. */
    public CodecBenchmark() {
        Load load = new Load();
        InMemoryState state = new InMemoryState();
        load.beginning().forEach(envelope -> Transition.step(state, state, envelope));
        put = load.put();
        answer = Written.of(Transition.step(state, state, put));
        putBytes = Codec.ENVELOPE.encode(put);
        answerBytes = Codec.ANSWER.encode(answer);
    }

    /** At the node that was asked. */
    @Benchmark
    public byte[] encodeCommand() {
        return Codec.ENVELOPE.encode(put);
    }

    /** At every node. */
    @Benchmark
    public Envelope decodeCommand() {
        return Codec.ENVELOPE.decode(putBytes);
    }

    /** At the leader. */
    @Benchmark
    public byte[] encodeAnswer() {
        return Codec.ANSWER.encode(answer);
    }

    /** At the node that was asked. */
    @Benchmark
    public Answer decodeAnswer() {
        return Codec.ANSWER.decode(answerBytes);
    }
}
