package io.cfguardian.server.settings;

import io.cfguardian.app.identity.port.MasterSecret;
import io.cfguardian.app.identity.provider.RoleMapping;
import io.cfguardian.domain.identity.EmailAddress;
import io.cfguardian.domain.identity.Role;
import io.cfguardian.domain.key.ProjectKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the text of a setting becomes a value.
 *
 * @param label the type, for the documentation
 * @param range the values that are right, for the documentation and for complaints
 * @param parser throws {@link RuntimeException} for any other text
 */
record Kind<T>(String label, String range, Function<String, T> parser) {

    private static final Pattern BYTES = Pattern.compile("(\\d{1,15}) ?(B|KiB|MiB|GiB)?");
    private static final Pattern SCOPE = Pattern.compile("[\\x21\\x23-\\x5b\\x5d-\\x7e]{1,128}");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12}) ?(ms|s|m|h|d)");

    T parse(String text) {
        return parser.apply(text);
    }

    static Kind<String> matching(String label, Pattern pattern, String range) {
        return new Kind<>(label, range, text -> {
            demand(pattern.matcher(text).matches());
            return text;
        });
    }

    static Kind<String> host() {
        return new Kind<>("host", "a DNS name or an IP address", Hosts::checked);
    }

    /** A host as {@link Member} can have one. */
    static Kind<String> memberHost() {
        return new Kind<>("host", "a DNS name or an IPv4 address", text -> {
            demand(text.indexOf(':') < 0);
            return Hosts.checked(text);
        });
    }

    static Kind<Path> path() {
        return new Kind<>("path", "a path; a relative one starts at the working directory", Path::of);
    }

    static Kind<Integer> integer(int min, int max) {
        return new Kind<>("whole number", min + " to " + max, text -> {
            int value = Integer.parseInt(text);
            demand(value >= min && value <= max);
            return value;
        });
    }

    static Kind<Long> bytes(String min, String max) {
        long least = parseBytes(min);
        long most = parseBytes(max);
        return new Kind<>("bytes", min + " to " + max + ", in B, KiB, MiB or GiB", text -> {
            long value = parseBytes(text);
            demand(value >= least && value <= most);
            return value;
        });
    }

    static Kind<Duration> duration(String min, String max) {
        Duration least = parseDuration(min);
        Duration most = parseDuration(max);
        return new Kind<>("duration", min + " to " + max + ", in ms, s, m, h, d or as ISO 8601 (PT2S)", text -> {
            Duration value = parseDuration(text);
            demand(value.compareTo(least) >= 0 && value.compareTo(most) <= 0);
            return value;
        });
    }

    static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        List<E> all = List.of(type.getEnumConstants());
        String range = all.stream().map(Kind::lower).collect(Collectors.joining(", "));
        return new Kind<>(
                "choice",
                range,
                text -> all.stream()
                        .filter(one -> lower(one).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow());
    }

    static Kind<List<Member>> members() {
        return list("entries of the form id=raftHost:port/httpHost:port", Member::parse);
    }

    static <T> Kind<List<T>> list(String entries, Function<String, T> parser) {
        return new Kind<>(
                "list",
                entries + ", in the variable with commas between them",
                text -> Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(parser)
                        .toList());
    }

    static Kind<Secret> secret(int charsMin) {
        return new Kind<>("secret", "at least " + charsMin + " characters in one line, no blank around them", text -> {
            demand(text.length() >= charsMin
                    && text.equals(text.strip())
                    && text.chars().noneMatch(Character::isISOControl));
            return Secret.of(text);
        });
    }

    /** A URL with a password in it. */
    static Kind<Secret> secretUrl(String range, UnaryOperator<URI> check) {
        return new Kind<>(
                "secret", range, text -> Secret.of(check.apply(URI.create(text)).toString()));
    }

    static Kind<MasterSecret> masterSecret() {
        String range = MasterSecret.CHARS_MIN + " to " + MasterSecret.CHARS_MAX
                + " characters drawn at random, as by: openssl rand -base64 32";
        return new Kind<>("secret", range, text -> switch (MasterSecret.read(text)) {
            case MasterSecret.Accepted(MasterSecret secret) -> secret;
            case MasterSecret.Refused(String reason) -> throw new IllegalArgumentException(reason);
        });
    }

    static Kind<EmailAddress> email() {
        return new Kind<>(
                "e-mail",
                "an e-mail address in ASCII",
                text -> EmailAddress.parse(text).orElseThrow());
    }

    static Kind<Boolean> flag() {
        return new Kind<>("flag", "true or false", text -> {
            demand(text.equals("true") || text.equals("false"));
            return text.equals("true");
        });
    }

    /** An address that browsers or this node go to: encrypted, or on this machine. */
    static Kind<URI> webUrl() {
        return new Kind<>("URL", "an https URL, or an http URL of 127.0.0.1, [::1] or localhost", text -> {
            URI uri = URI.create(text);
            demand(isWebServer(uri)
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null);
            return uri;
        });
    }

    /** Whether {@code uri} is of a server that is reached encrypted, or on this machine. */
    static boolean isWebServer(URI uri) {
        return uri.getHost() != null
                && ("https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
    }

    /** A scope (RFC 6749, section 3.3) for {@link #list}. */
    static String scope(String text) {
        demand(SCOPE.matcher(text).matches());
        return text;
    }

    /** What a value of a claim gives, for {@link #list}. The value may have '=' in it, as names of LDAP groups do. */
    static RoleMapping.Entry roleEntry(String text) {
        int equals = text.lastIndexOf('=');
        int slash = text.lastIndexOf('/');
        demand(equals > 0 && slash > equals);
        return new RoleMapping.Entry(
                text.substring(0, equals),
                new ProjectKey(text.substring(equals + 1, slash)),
                choice(Role.class).parse(text.substring(slash + 1)));
    }

    boolean isList() {
        return label.equals("list");
    }

    boolean isSecret() {
        return label.equals("secret");
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void demand(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("out of range");
        }
    }

    private static long parseBytes(String text) {
        Matcher matcher = BYTES.matcher(text);
        demand(matcher.matches());
        String unit = matcher.group(2) == null ? "B" : matcher.group(2);
        return Long.parseLong(matcher.group(1))
                << switch (unit) {
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    case "GiB" -> 30;
                    default -> 0;
                };
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
