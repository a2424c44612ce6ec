package io.cfguardian.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.http.guard.TrustedProxies.Fields;
import io.cfguardian.http.guard.TrustedProxies.Finding;
import io.cfguardian.http.guard.TrustedProxies.Found;
import io.cfguardian.http.guard.TrustedProxies.Malformed;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    private static final String PROXY = "10.0.0.1";

    private final TrustedProxies proxies =
            new TrustedProxies(List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")));

    private static Sender sender(String address) {
        return new Sender(ClientAddress.parse(address).orElseThrow(), Scheme.HTTP, "");
    }

    private Finding byList(String peer, String... lines) {
        return proxies.client(sender(peer), new Fields(List.of(), List.of(lines), List.of()));
    }

    private Finding byStandard(String peer, String... lines) {
        return proxies.client(sender(peer), new Fields(List.of(lines), List.of(), List.of()));
    }

    private static void assertClient(Finding finding, String address) {
        assertThat(finding).isEqualTo(new Found(sender(address)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.9                            | 192.0.2.9",
                "6.6.6.6, 192.0.2.9                   | 192.0.2.9",
                "6.6.6.6, 192.0.2.9, 10.0.0.7         | 192.0.2.9",
                "10.0.0.9, 192.0.2.9, 10.0.0.7        | 192.0.2.9",
                "10.0.0.9, 10.0.0.7                   | 10.0.0.9",
                "rubbish, '\"', 192.0.2.9             | 192.0.2.9",
                "192.0.2.9:4711                       | 192.0.2.9",
                "[2001:db8::1]:4711                   | 2001:db8::1",
                "2001:db8::1                          | 2001:db8::1",
                "192.0.2.9, fd00::7                   | 192.0.2.9",
                "192.0.2.9, ::ffff:10.0.0.7           | 192.0.2.9",
                "unknown                              | 10.0.0.1",
                "6.6.6.6, unknown, 10.0.0.7           | 10.0.0.7",
            })
    void theClientIsTheLastAddressThatIsNoTrustedProxy(String list, String client) {
        assertClient(byList(PROXY, list), client);
    }

    @Test
    void severalLinesAreOneList() {
        assertClient(byList(PROXY, "6.6.6.6", "192.0.2.9, 10.0.0.7"), "192.0.2.9");
    }

    @Test
    void aStrangerIsNotBelievedWhateverItSends() {
        String stranger = "198.51.100.4";
        for (String spoof : List.of("127.0.0.1", "10.0.0.1", "rubbish", "", "192.0.2.9, 10.0.0.7")) {
            assertClient(byList(stranger, spoof), stranger);
            assertClient(byStandard(stranger, "for=" + spoof), stranger);
        }
        assertThat(proxies.client(sender(stranger), new Fields(List.of(), List.of("127.0.0.1"), List.of("https"))))
                .isEqualTo(new Found(sender(stranger)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rubbish",
                "",
                "192.0.2.9,",
                "1.2.3",
                "[192.0.2.9]",
                "[::1",
                "192.0.2.9:x",
                "192.0.2.9:",
                "a.example",
                "127.1"
            })
    void whatATrustedProxyWroteAndIsNoAddressIsMalformed(String list) {
        assertThat(byList(PROXY, list)).isEqualTo(new Malformed("X-Forwarded-For"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "for=192.0.2.9                                         | 192.0.2.9",
                "For=\"192.0.2.9:80\";by=203.0.113.1                   | 192.0.2.9",
                "for=\"[2001:db8::1]\"                                 | 2001:db8::1",
                "for=6.6.6.6, for=192.0.2.9, for=10.0.0.7;proto=http   | 192.0.2.9",
                "for=\"6.6.6.6\\\"\" , for=192.0.2.9                   | 192.0.2.9",
                "for=_hidden                                           | 10.0.0.1",
                "by=203.0.113.1                                        | 10.0.0.1",
            })
    void theStandardFieldIsReadTheSameWay(String field, String client) {
        assertClient(byStandard(PROXY, field), client);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.9",
                "for=",
                "for=\"192.0.2.9",
                "for=2001:db8::1",
                "for=192.0.2.9;for=6.6.6.6",
                "for=192.0.2.9;proto=gopher",
                "for=192.0.2.9 6.6.6.6",
                "for=192.0.2.9,",
                "for=192.0.2.9;",
                "for=x, for=\"6.6.6.6",
                // What a client sends so that its quotation swallows what the proxy appends.
                "for=\"6.6.6.6, for=192.0.2.9",
                "for=\"6.6.6.6, for=\"192.0.2.9\"",
                "for=\"\\, for=192.0.2.9",
            })
    void aStandardFieldThatBreaksTheGrammarIsMalformed(String field) {
        assertThat(byStandard(PROXY, field)).isEqualTo(new Malformed("Forwarded"));
    }

    @Test
    void twoFieldsMustNameOneClient() {
        assertThat(proxies.client(sender(PROXY), new Fields(List.of("for=6.6.6.6"), List.of("192.0.2.9"), List.of())))
                .isEqualTo(new Malformed("Forwarded"));
        assertClient(
                proxies.client(sender(PROXY), new Fields(List.of("for=192.0.2.9"), List.of("192.0.2.9"), List.of())),
                "192.0.2.9");
    }

    @Test
    void theSchemeIsTheOneThatTheNearestProxyNames() {
        Stream.of(
                        new Fields(List.of(), List.of("192.0.2.9"), List.of("http, https")),
                        new Fields(List.of("for=192.0.2.9;proto=https"), List.of(), List.of()))
                .map(fields -> proxies.client(sender(PROXY), fields))
                .forEach(finding -> assertThat(finding)
                        .isEqualTo(new Found(
                                new Sender(ClientAddress.parse("192.0.2.9").orElseThrow(), Scheme.HTTPS, ""))));
        assertThat(proxies.client(sender(PROXY), new Fields(List.of(), List.of(), List.of("gopher"))))
                .isEqualTo(new Malformed("X-Forwarded-Proto"));
    }

    @Test
    void anAgentIsCutAndPrintable() {
        Sender sender = new Sender(
                ClientAddress.parse(PROXY).orElseThrow(), Scheme.HTTP, "a\r\nb\u00e9\u007f " + "x".repeat(999));
        assertThat(sender.agent()).startsWith("ab x").hasSize(Sender.AGENT_CHARS_MAX);
    }
}
