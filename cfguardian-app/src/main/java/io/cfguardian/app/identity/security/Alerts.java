package io.cfguardian.app.identity.security;

import io.cfguardian.domain.identity.SecurityEvent;
import io.cfguardian.domain.identity.SecurityEvent.Kind;
import io.cfguardian.domain.identity.Source;
import io.cfguardian.domain.key.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds in the security events of a day what somebody should look at. */
final class Alerts {

    /** How far back it looks. */
    static final Duration SPAN = Duration.ofHours(24);

    private static final Duration BURST = Duration.ofHours(1);

    /** More than anybody who has forgotten a password: the fifth failure already locks the account for a while. */
    private static final int FAILURES_PER_ACCOUNT = 10;

    /** Several people may sit behind one address. */
    private static final int FAILURES_PER_ADDRESS = 20;

    private static final int ADDRESSES_PER_ACCOUNT = 5;
    private static final int REFUSALS = 20;

    /** How many times as many refusals as in an average hour before are sudden. */
    private static final int REFUSALS_RISE = 3;

    private static final Set<Kind> FAILURES = EnumSet.of(Kind.LOGIN_FAILED, Kind.MFA_FAILED);

    private final List<SecurityEvent> events;
    private final Instant now;

    /** @param events of the last day, in any order */
    Alerts(List<SecurityEvent> events, Instant now) {
        this.events = events.stream()
                .filter(event -> !event.time().isBefore(now.minus(SPAN)))
                .sorted(Comparator.comparing(SecurityEvent::time))
                .toList();
        this.now = now;
    }

    /** The alerts, by kind and by whom they are about. */
    List<Alert> find() {
        List<Alert> alerts = new ArrayList<>();
        by(FAILURES::contains, Alerts::principal)
                .forEach((who, failures) -> burst(failures, FAILURES_PER_ACCOUNT)
                        .map(burst -> alert(Alert.Kind.BRUTE_FORCE_ACCOUNT, who, burst))
                        .ifPresent(alerts::add));
        by(FAILURES::contains, Alerts::address)
                .forEach((where, failures) -> burst(failures, FAILURES_PER_ADDRESS)
                        .map(burst -> alert(Alert.Kind.BRUTE_FORCE_ADDRESS, where, burst))
                        .ifPresent(alerts::add));
        by(Kind.REFRESH_TOKEN_REUSED::equals, Alerts::principal)
                .forEach((who, reuses) -> alerts.add(alert(Alert.Kind.TOKEN_REUSE, who, reuses)));
        by(Kind.LOGIN_SUCCEEDED::equals, Alerts::principal).forEach((who, logins) -> {
            long addresses = logins.stream()
                    .flatMap(login -> address(login).stream())
                    .distinct()
                    .count();
            if (addresses >= ADDRESSES_PER_ACCOUNT) {
                alerts.add(new Alert(
                        Alert.Kind.MANY_ADDRESSES,
                        who,
                        addresses,
                        logins.getFirst().time(),
                        logins.getLast().time()));
            }
        });
        suddenRefusals().ifPresent(alerts::add);
        return alerts;
    }

    private Optional<Alert> suddenRefusals() {
        List<SecurityEvent> refusals = events.stream()
                .filter(event -> event.observation().kind() == Kind.PERMISSION_DENIED)
                .toList();
        List<SecurityEvent> recent = refusals.stream()
                .filter(event -> !event.time().isBefore(now.minus(BURST)))
                .toList();
        long hoursBefore = SPAN.minus(BURST).toHours();
        long before = (long) refusals.size() - recent.size();
        boolean sudden = recent.size() >= REFUSALS && recent.size() * hoursBefore >= REFUSALS_RISE * before;
        return sudden ? Optional.of(alert(Alert.Kind.SUDDEN_REFUSALS, "", recent)) : Optional.empty();
    }

    private Map<String, List<SecurityEvent>> by(Predicate<Kind> kinds, Function<SecurityEvent, Optional<String>> key) {
        Map<String, List<SecurityEvent>> groups = new TreeMap<>();
        for (SecurityEvent event : events) {
            if (kinds.test(event.observation().kind())) {
                key.apply(event)
                        .ifPresent(name -> groups.computeIfAbsent(name, ignored -> new ArrayList<>())
                                .add(event));
            }
        }
        return groups;
    }

    /** The last {@link #BURST} in which there were at least so many, if there was one. */
    private static Optional<List<SecurityEvent>> burst(List<SecurityEvent> sorted, int atLeast) {
        int begin = 0;
        Optional<List<SecurityEvent>> last = Optional.empty();
        for (int end = 0; end < sorted.size(); end++) {
            while (sorted.get(begin).time().isBefore(sorted.get(end).time().minus(BURST))) {
                begin++;
            }
            if (end - begin + 1 >= atLeast) {
                last = Optional.of(sorted.subList(begin, end + 1));
            }
        }
        return last;
    }

    private static Alert alert(Alert.Kind kind, String about, List<SecurityEvent> sorted) {
        return new Alert(
                kind,
                about,
                sorted.size(),
                sorted.getFirst().time(),
                sorted.getLast().time());
    }

    private static Optional<String> principal(SecurityEvent event) {
        @Nullable Principal principal = event.observation().principal();
        return Optional.ofNullable(principal).map(Principal::name);
    }

    private static Optional<String> address(SecurityEvent event) {
        @Nullable Source source = event.observation().source();
        return Optional.ofNullable(source).map(Source::address).filter(address -> !address.isEmpty());
    }
}
