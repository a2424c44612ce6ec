package io.cfguardian.telemetry;

import io.cfguardian.app.telemetry.EdgeNumbers;
import io.cfguardian.app.telemetry.EdgeNumbers.Sharing;

/** The families of the interface to clients, beside those of requests. */
final class EdgeFamilies {

    private EdgeFamilies() {}

    /** @param revision the last commit of this node */
    static void write(EdgeNumbers numbers, long revision, Sheet sheet) {
        Long slowest = numbers.slowestStream();
        sheet.gauge("cfguardian_watch_streams", "Streams of commits that are open.", numbers.streams());
        sheet.gauge("cfguardian_watch_long_polls", "Long polls that wait.", numbers.longPolls());
        sheet.gauge(
                "cfguardian_watch_lag_revisions",
                "Commits that the slowest open stream has yet to get.",
                slowest == null ? 0 : Math.max(0, revision - slowest));
        sheet.counters(
                "cfguardian_rate_limit_checks_total",
                "Requests that were counted against a limit.",
                "limit",
                numbers.rateChecks());
        sheet.counters(
                "cfguardian_rate_limit_rejections_total",
                "Requests that were too many.",
                "limit",
                numbers.rateRejections());
        sheet.gauge(
                "cfguardian_rate_limit_shared",
                "Whether limits hold for all nodes together at present, not for each alone.",
                numbers.ratesShared() == Sharing.SHARED ? 1 : 0);
        sheet.counter(
                "cfguardian_rate_limit_judged_alone_total",
                "Requests that this node judged alone because the shared store was away.",
                numbers.judgedAlone());
    }
}
