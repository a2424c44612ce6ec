package io.cfguardian.http.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.128/25, 10.0.0.127, false",
        "10.0.0.128/25, 10.0.0.200, true",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "::/0, 203.0.113.9, false",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "10.0.0.0/8, ::ffff:10.1.2.3, true",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "::1, ::1, true",
    })
    void anAddressIsInANetworkByItsLeadingBits(String network, String address, boolean inside) {
        assertThat(Network.parse(network).contains(ClientAddress.parse(address).orElseThrow()))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.1/8",
                "10.0.0/8",
                "::/129",
                "fd00::1/8",
                "localhost",
                "10.0.0.0/٨",
                "fe80::1%eth0",
            })
    void whatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse(text));
    }

    @Test
    void theTextOfANetworkIsReadBack() {
        Network network = Network.parse("fd00::/8");
        assertThat(Network.parse(network.toString())).isEqualTo(network);
    }

    @Test
    void anIpv6CustomerSharesOneQuotaAndIpv4NeighboursDoNot() {
        assertThat(quotaKey("2001:db8:0:1::1")).isEqualTo(quotaKey("2001:db8:0:1:ffff::2"));
        assertThat(quotaKey("2001:db8:0:1::1")).isNotEqualTo(quotaKey("2001:db8:0:2::1"));
        assertThat(quotaKey("192.0.2.1")).isNotEqualTo(quotaKey("192.0.2.2"));
        assertThat(quotaKey("::ffff:192.0.2.1")).isEqualTo(quotaKey("192.0.2.1"));
    }

    private static String quotaKey(String address) {
        return ClientAddress.parse(address).orElseThrow().quotaKey();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "127.1",
                "0x7f.0.0.1",
                "256.0.0.1",
                "1.2.3.4.5",
                "[::1]",
                "::1%lo",
                "::g",
                "1:2",
                "localhost"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(ClientAddress.parse(text)).isEmpty();
    }
}
