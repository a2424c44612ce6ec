package io.cfguardian.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.app.telemetry.TraceContext.Sampling;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of W3C Trace Context for who reads {@code traceparent}. */
class TraceContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String IDS = TRACE + "-" + SPAN;

    @Test
    void theFlagIsOneBit() {
        assertThat(TraceContext.parse("00-" + IDS + "-01")).contains(new TraceContext(TRACE, SPAN, Sampling.SAMPLED));
        assertThat(TraceContext.parse("00-" + IDS + "-fe"))
                .contains(new TraceContext(TRACE, SPAN, Sampling.NOT_SAMPLED));
        assertThat(TraceContext.parse("00-" + IDS + "-03")).get().matches(TraceContext::isSampled);
    }

    @Test
    void whatIsWrittenIsRead() {
        for (Sampling sampling : Sampling.values()) {
            TraceContext context = new TraceContext(TRACE, SPAN, sampling);
            assertThat(TraceContext.parse(context.traceparent())).contains(context);
        }
    }

    @Test
    void ofALaterVersionTheKnownPartIsRead() {
        assertThat(TraceContext.parse("01-" + IDS + "-01-more")).isPresent();
        assertThat(TraceContext.parse("01-" + IDS + "-01.more")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + IDS,
                "ff-" + IDS + "-01",
                "00-" + IDS + "-01-more",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01",
                "00-" + IDS + "-0",
                " 00-" + IDS + "-01"
            })
    void anythingElseIsNothing(String text) {
        assertThat(TraceContext.parse(text)).isEmpty();
        assertThat(TraceContext.parse(null)).isEmpty();
    }
}
