package io.cfguardian.http.guard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The names that clients may call this node by. Whoever can make a browser resolve a name of his own to this node's address
 * (DNS rebinding) still has his name in {@code Host}.
 *
 * @param hosts the names; none means any
 */
public record AllowedHosts(List<Host> hosts) {

    /** Every name will do. */
    public static final AllowedHosts ANY = new AllowedHosts(List.of());

    public AllowedHosts {
        hosts = List.copyOf(hosts);
    }

    /**
     * A name or IP literal, and a port if only that one will do.
     *
     * @param name in lower case, an IPv6 literal in brackets
     */
    public record Host(String name, OptionalInt port) {

        private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?|\\[[0-9a-f:.]+]");
        private static final Pattern PORT = Pattern.compile("\\d{1,5}");
        private static final int PORT_MAX = 65_535;

        public Host {
            if (!NAME.matcher(name).matches() || port.orElse(1) < 1 || port.orElse(1) > PORT_MAX) {
                throw new IllegalArgumentException("not a host: " + name);
            }
        }

        /**
         * Reads {@code name} or {@code name:port}, in any case.
         *
         * @throws IllegalArgumentException when {@code text} is something else
         */
        public static Host parse(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            int colon = lower.lastIndexOf(':');
            if (colon <= lower.indexOf(']')) {
                return new Host(lower, OptionalInt.empty());
            }
            String port = lower.substring(colon + 1);
            if (!PORT.matcher(port).matches()) {
                throw new IllegalArgumentException("not a port: " + port);
            }
            return new Host(lower.substring(0, colon), OptionalInt.of(Integer.parseInt(port)));
        }
    }

    /** Whether a request to {@code name} and {@code port} is meant for this node. */
    public boolean permit(String name, int port) {
        String lower = name.toLowerCase(Locale.ROOT);
        return hosts.isEmpty()
                || hosts.stream()
                        .anyMatch(
                                host -> host.name().equals(lower) && host.port().orElse(port) == port);
    }

    /** The first entry of this name, whatever its port; none when there are no entries. */
    public Optional<Host> named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return hosts.stream().filter(host -> host.name().equals(lower)).findFirst();
    }
}
