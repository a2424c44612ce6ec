package io.cfguardian.raft.consensus;

import com.alipay.sofa.jraft.util.NamedThreadFactory;
import com.alipay.sofa.jraft.util.SPI;
import com.alipay.sofa.jraft.util.timer.DefaultRaftTimerFactory;
import com.alipay.sofa.jraft.util.timer.HashedWheelTimer;
import com.alipay.sofa.jraft.util.timer.Timer;
import java.util.concurrent.TimeUnit;

/**
 * JRaft's timers, but for those that it does not share. It has one of these, which ends read index rounds that nobody answers, after
 * seconds; its own wheel turns every millisecond for that, and wakes an idle node a thousand times a second. JRaft finds this as a service
 * and keeps one for the whole JVM.
 */
@SPI(priority = 200)
public final class CoarseTimers extends DefaultRaftTimerFactory {

    static final int TICK_MILLIS = 50;
    private static final int SLOTS = 64;

    /** A timer whose tasks run up to {@value #TICK_MILLIS} ms late. */
    @Override
    public Timer createTimer(String name) {
        return new HashedWheelTimer(new NamedThreadFactory(name, true), TICK_MILLIS, TimeUnit.MILLISECONDS, SLOTS);
    }
}
