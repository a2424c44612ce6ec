package io.cfguardian.server.settings;

import java.net.InetAddress;

/**
 * A host and a TCP port.
 *
 * @param host a name or an IP literal, without brackets
 * @param port 1 to 65535
 */
public record Address(String host, int port) {

    public Address {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("host " + host + ", port " + port);
        }
    }

    /**
     * Reads {@code host:port}, an IPv6 literal in brackets.
     *
     * @throws IllegalArgumentException when {@code text} is something else
     */
    public static Address parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("no port in " + text);
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 literal without brackets in " + text);
        }
        return new Address(Hosts.checked(host), Integer.parseInt(text.substring(colon + 1)));
    }

    /** Whether only this machine can reach it. A name other than {@code localhost} is taken for a remote one, unresolved. */
    public boolean isLoopback() {
        if (host.equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException name) {
            return false;
        }
    }

    /** {@code host:port}, an IPv6 literal in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
