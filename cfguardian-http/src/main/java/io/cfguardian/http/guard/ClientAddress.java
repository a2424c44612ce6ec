package io.cfguardian.http.guard;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The IP address that a request comes from, without port and zone. An IPv4 address in IPv6 form is the IPv4 address.
 *
 * @param ip the address
 */
public record ClientAddress(InetAddress ip) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    /** What an Internet provider gives one customer at least, so a single sender has all addresses in it. */
    private static final int IPV6_CUSTOMER_BYTES = 8;

    public ClientAddress {
        ip = withoutZone(ip);
    }

    /** Reads an IPv4 address of four decimal numbers or an IPv6 address without brackets; anything else is none. */
    public static Optional<ClientAddress> parse(String text) {
        boolean literal = text.indexOf(':') < 0
                ? IPV4.matcher(text).matches()
                : IPV6.matcher(text).matches();
        if (!literal) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ClientAddress(InetAddress.ofLiteral(text)));
        } catch (IllegalArgumentException outOfRange) {
            return Optional.empty();
        }
    }

    /** Who shares quotas with this address: itself, or for IPv6 its network of 64 bits. */
    public String quotaKey() {
        if (ip instanceof Inet4Address) {
            return ip.getHostAddress();
        }
        return HexFormat.of().formatHex(Arrays.copyOf(ip.getAddress(), IPV6_CUSTOMER_BYTES)) + "/64";
    }

    /** The address in digits, IPv6 without abbreviation. */
    @Override
    public String toString() {
        return ip.getHostAddress();
    }

    private static InetAddress withoutZone(InetAddress ip) {
        if (ip instanceof Inet4Address) {
            return ip;
        }
        try {
            return InetAddress.getByAddress(ip.getAddress());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address of " + ip.getAddress().length + " bytes", impossible);
        }
    }
}
