package io.cfguardian.identity.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.SecurityEvent.Observation;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.Principal;
import io.cfguardian.domain.key.ProjectKey;
import io.cfguardian.domain.revision.Revision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloudEventsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.050Z");

    private final CloudEvents form = new CloudEvents("cfguardian:test");

    static SecurityEvent event(long sequence, Kind kind) {
        return new SecurityEvent(
                sequence,
                NOON,
                new Observation(
                        kind,
                        new Principal("user:ada"),
                        new ProjectKey("shop"),
                        new Source("192.0.2.7", "curl/8"),
                        "r-1",
                        "by user:größe"),
                new Revision(40));
    }

    private static SecurityEvent bare(long sequence) {
        return new SecurityEvent(
                sequence, NOON, new Observation(Kind.PURGED, null, null, null, "", ""), new Revision(41));
    }

    private static String text(byte[] json) {
        return new String(json, StandardCharsets.UTF_8);
    }

    @Test
    void anEventHasTheAttributesAndWhatTheApiShowsOfIt() {
        assertThat(text(form.single(event(7, Kind.REFRESH_TOKEN_REUSED)))).isEqualTo("""
                {"specversion":"1.0","id":"7-1795262400050","source":"cfguardian:test",\
                "type":"io.cfguardian.security.refresh-token-reused.v1","time":"2026-11-21T12:00:00.050Z",\
                "subject":"user:ada","severity":"critical","datacontenttype":"application/json",\
                "data":{"sequence":7,"time":"2026-11-21T12:00:00.050Z","kind":"refresh-token-reused","severity":"critical",\
                "principal":"user:ada","project":"shop","address":"192.0.2.7","agent":"curl/8","requestId":"r-1",\
                "detail":"by user:größe","revision":40}}""");
    }

    @Test
    void whatIsNotKnownIsLeftOutOfTheAttributesAndNullInTheData() {
        assertThat(text(form.single(bare(0))))
                .doesNotContain("subject")
                .contains("\"principal\":null,\"project\":null,\"address\":\"\"");
    }

    @Test
    void aBatchIsAnArrayInOrder() {
        String one = text(form.single(event(7, Kind.LOGIN_FAILED)));
        String other = text(form.single(bare(8)));
        assertThat(text(form.batch(List.of(event(7, Kind.LOGIN_FAILED), bare(8)))))
                .isEqualTo("[" + one + "," + other + "]");
    }

    @Test
    void theNumberAtAnotherTimeIsAnotherEvent() {
        SecurityEvent event = bare(8);
        SecurityEvent restored = new SecurityEvent(8, NOON.plusSeconds(60), event.observation(), event.revision());
        assertThat(CloudEvents.id(restored)).isNotEqualTo(CloudEvents.id(event));
    }
}
