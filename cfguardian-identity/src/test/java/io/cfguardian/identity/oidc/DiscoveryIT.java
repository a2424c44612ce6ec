package io.cfguardian.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscoveryIT {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final BoundedFetch fetch = new BoundedFetch(Transport.HTTPS_OR_LOOPBACK, Duration.ofSeconds(20));
    private ScriptedProvider scripted;
    private Discovery discovery;

    @BeforeEach
    void start() throws IOException {
        scripted = new ScriptedProvider();
        discovery = new Discovery(scripted.issuer(), fetch, nanos::get);
    }

    @AfterEach
    void stop() {
        fetch.close();
        scripted.close();
    }

    @Test
    void theProviderIsAskedOnceAnHour() throws IOException {
        discovery.metadata();
        pass(Duration.ofMinutes(59));
        discovery.metadata();
        assertThat(asked()).isEqualTo(1);
        pass(Duration.ofMinutes(1));
        discovery.metadata();
        assertThat(asked()).isEqualTo(2);
    }

    @Test
    void whatItSaidLastCountsForADayWhileItIsAway() throws IOException {
        var said = discovery.metadata();
        scripted.on(ScriptedProvider.METADATA, ScriptedProvider.json(500, ""));
        pass(Duration.ofHours(23));
        assertThat(discovery.metadata()).isSameAs(said);
        pass(Duration.ofHours(1));
        assertThatThrownBy(discovery::metadata).isInstanceOf(IOException.class);
    }

    @Test
    void aProviderThatIsAwayIsNotAskedByEverybody() throws IOException {
        String metadata = scripted.metadata(scripted.issuer().toString());
        scripted.on(ScriptedProvider.METADATA, ScriptedProvider.json(500, ""));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(discovery::metadata).isInstanceOf(IOException.class);
        }
        assertThat(asked()).isEqualTo(1);
        scripted.on(ScriptedProvider.METADATA, ScriptedProvider.json(200, metadata));
        pass(Duration.ofSeconds(5));
        assertThat(discovery.metadata().getIssuer().getValue())
                .isEqualTo(scripted.issuer().toString());
        assertThat(asked()).isEqualTo(2);
    }

    private int asked() {
        return scripted.asked(ScriptedProvider.METADATA);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
