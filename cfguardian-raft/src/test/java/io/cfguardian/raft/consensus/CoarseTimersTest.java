package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.JRaftUtils;
import com.alipay.sofa.jraft.util.timer.Timer;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CoarseTimersTest {

    @Test
    void jraftUsesThem() {
        assertThat(JRaftUtils.raftTimerFactory()).isInstanceOf(CoarseTimers.class);
    }

    @Test
    void aTaskRunsWhenItIsDueAndNotBefore() throws InterruptedException {
        Timer timer = new CoarseTimers().createTimer("test");
        CountDownLatch ran = new CountDownLatch(1);
        long began = System.nanoTime();
        var unused = timer.newTimeout(timeout -> ran.countDown(), 120, TimeUnit.MILLISECONDS);
        assertThat(ran.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(120));
        assertThat(timer.stop()).isEqualTo(Set.of());
    }
}
