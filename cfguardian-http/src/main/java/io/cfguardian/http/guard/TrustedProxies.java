package io.cfguardian.http.guard;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The proxies whose word on a client's address and scheme is taken: {@code Forwarded} (RFC 7239) or {@code
 * X-Forwarded-For} and {@code X-Forwarded-Proto}.
 *
 * <p>Each proxy appends the address it was called from, so the list is read from its end: as long as an entry is a trusted
 * proxy's own, the entry before it was written by that proxy. The first that is not is the client; what stands before it
 * was sent by the client and means nothing.
 *
 * @param networks where they are; none means that no header is read
 */
public record TrustedProxies(List<Network> networks) {

    /** Nobody is believed. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** What the headers make of a sender. */
    public sealed interface Finding {}

    /** This is who sends it. */
    public record Found(Sender sender) implements Finding {}

    /**
     * A trusted proxy sent something that says nothing, or two things.
     *
     * @param field the name of the header field
     */
    public record Malformed(String field) implements Finding {}

    /**
     * The values of the fields, in the order in which they came.
     *
     * @param forwarded of {@code Forwarded}
     * @param addresses of {@code X-Forwarded-For}
     * @param schemes of {@code X-Forwarded-Proto}
     */
    public record Fields(List<String> forwarded, List<String> addresses, List<String> schemes) {

        public Fields {
            forwarded = List.copyOf(forwarded);
            addresses = List.copyOf(addresses);
            schemes = List.copyOf(schemes);
        }
    }

    /** Whether {@code address} is a listed proxy's. */
    public boolean trust(ClientAddress address) {
        for (Network network : networks) {
            if (network.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Finds the client behind {@code peer}, which is {@code peer} itself unless it is trusted. Where both kinds of header
     * are there, they must name the same client: one of them may be the client's own.
     */
    public Finding client(Sender peer, Fields fields) {
        if (!trust(peer.address())) {
            return new Found(peer);
        }
        Finding standard = switch (ForwardedField.parse(fields.forwarded())) {
            case ForwardedField.Unreadable.UNREADABLE -> new Malformed("Forwarded");
            case ForwardedField.Hops(var hops) -> walked(peer, hops, "Forwarded");
        };
        return switch (standard) {
            case Malformed malformed -> malformed;
            case Found(var sender) ->
                fields.addresses().isEmpty() ? spoken(sender, fields) : agreed(peer, sender, fields);
        };
    }

    private Finding agreed(Sender peer, Sender standard, Fields fields) {
        return switch (walked(peer, ForwardedField.addresses(fields.addresses()), "X-Forwarded-For")) {
            case Malformed malformed -> malformed;
            case Found(var sender) -> {
                if (fields.forwarded().isEmpty()) {
                    yield spoken(sender, fields);
                }
                boolean same = sender.address().equals(standard.address());
                yield same ? spoken(standard, fields) : new Malformed("Forwarded");
            }
        };
    }

    private static Finding spoken(Sender sender, Fields fields) {
        List<String> schemes = ForwardedField.tokens(fields.schemes());
        if (schemes.isEmpty()) {
            return new Found(sender);
        }
        // A proxy that appends puts its own last; one that replaces leaves a single value.
        return Hop.scheme(schemes.getLast())
                .<Finding>map(scheme -> new Found(sender.seenAs(sender.address(), scheme)))
                .orElseGet(() -> new Malformed("X-Forwarded-Proto"));
    }

    private Finding walked(Sender peer, List<Hop> hops, String field) {
        Sender sender = peer;
        for (Hop hop : hops.reversed()) {
            if (!trust(sender.address())) {
                break;
            }
            switch (hop) {
                case Hop.Known(var address, var scheme) ->
                    sender = sender.seenAs(address, scheme.orElse(sender.scheme()));
                case Hop.Hidden.HIDDEN -> {
                    // The proxy would not say: it stands for whoever is behind it.
                    return new Found(sender);
                }
                case Hop.Unreadable.UNREADABLE -> {
                    return new Malformed(field);
                }
            }
        }
        return new Found(sender);
    }

    /** One step of a request's way. */
    sealed interface Hop {

        /** It came from here. */
        record Known(ClientAddress address, Optional<Scheme> scheme) implements Hop {}

        /** The proxy hides where it came from: {@code unknown}, or a name of its own that begins with an underscore. */
        enum Hidden implements Hop {
            HIDDEN
        }

        /** Nothing that a proxy would write. */
        enum Unreadable implements Hop {
            UNREADABLE
        }

        /** Reads an address that may have a port, IPv6 in brackets then. */
        static Hop of(String node, Optional<Scheme> scheme) {
            if (node.equalsIgnoreCase("unknown") || node.startsWith("_")) {
                return Hidden.HIDDEN;
            }
            return address(node).<Hop>map(address -> new Known(address, scheme)).orElse(Unreadable.UNREADABLE);
        }

        static Optional<Scheme> scheme(String text) {
            if (text.equalsIgnoreCase("https")) {
                return Optional.of(Scheme.HTTPS);
            }
            return text.equalsIgnoreCase("http") ? Optional.of(Scheme.HTTP) : Optional.empty();
        }

        private static Optional<ClientAddress> address(String node) {
            int end = node.indexOf(']');
            if (node.startsWith("[") && end > 0) {
                String rest = node.substring(end + 1);
                String inside = node.substring(1, end);
                boolean v6 = inside.indexOf(':') >= 0;
                return v6 && (rest.isEmpty() || port(rest).isPresent())
                        ? ClientAddress.parse(inside)
                        : Optional.empty();
            }
            int colon = node.indexOf(':');
            if (colon > 0 && colon == node.lastIndexOf(':')) {
                return port(node.substring(colon)).isPresent()
                        ? ClientAddress.parse(node.substring(0, colon))
                        : Optional.empty();
            }
            return ClientAddress.parse(node);
        }

        private static OptionalInt port(String text) {
            boolean digits = text.startsWith(":")
                    && text.length() > 1
                    && text.length() <= 6
                    && text.substring(1).chars().allMatch(c -> c >= '0' && c <= '9');
            return digits ? OptionalInt.of(Integer.parseInt(text.substring(1))) : OptionalInt.empty();
        }
    }
}
