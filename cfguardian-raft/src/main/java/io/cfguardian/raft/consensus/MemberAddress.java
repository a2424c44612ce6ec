package io.cfguardian.raft.consensus;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.Objects;

/**
 * Where a member of the cluster listens for the other members, which is also its name in the Raft configuration.
 *
 * <p>The text is compared as it is written: the same member must be given the same text on every node and for ever;
 * renaming a member is removing it and adding another. Host names are resolved at every connect.
 *
 * @param host a host name or an IPv4 literal; IPv6 literals are refused because JRaft's snapshot addresses cannot hold them
 * @param port 1 to 65534
 */
public record MemberAddress(String host, int port) implements Comparable<MemberAddress> {

    private static final int PORT_MAX = 65_534;

    public MemberAddress {
        Objects.requireNonNull(host, "host");
        if (host.isBlank() || host.indexOf(':') >= 0 || host.indexOf('/') >= 0 || !host.equals(host.strip())) {
            throw new IllegalArgumentException(
                    "member host is \"" + host + "\", expected a host name or an IPv4 address");
        }
        if (host.equals("0.0.0.0")) {
            throw new IllegalArgumentException("member host is 0.0.0.0, expected the address that other members reach");
        }
        if (port < 1 || port > PORT_MAX) {
            throw new IllegalArgumentException("member port is " + port + ", expected 1 to " + PORT_MAX);
        }
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static MemberAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon <= 0) {
            throw new IllegalArgumentException("member address is \"" + text + "\", expected host:port");
        }
        try {
            return new MemberAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("member address is \"" + text + "\", expected host:port", notANumber);
        }
    }

    /** Whether every address that the host resolves to is a loopback address; an unknown host is not. Resolves the name. */
    boolean isLoopback() {
        try {
            for (InetAddress address : InetAddress.getAllByName(host)) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    @Override
    public int compareTo(MemberAddress other) {
        return Comparator.comparing(MemberAddress::host)
                .thenComparingInt(MemberAddress::port)
                .compare(this, other);
    }

    /** {@code host:port}, the form that {@link #parse} reads. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
