package io.cfguardian.http.guard;

import java.net.InetAddress;
import java.util.regex.Pattern;

/**
 * A range of IP addresses (CIDR, RFC 4632 and 4291).
 *
 * @param first its lowest address
 * @param prefixBits how many leading bits all its addresses share, 0 to 32 for IPv4, to 128 for IPv6
 */
public record Network(ClientAddress first, int prefixBits) {

    private static final Pattern DIGITS = Pattern.compile("\\d{1,3}");

    public Network {
        byte[] bytes = first.ip().getAddress();
        if (prefixBits < 0 || prefixBits > bytes.length * Byte.SIZE) {
            throw new IllegalArgumentException("a network of %s has no prefix of %d bits".formatted(first, prefixBits));
        }
        for (int bit = prefixBits; bit < bytes.length * Byte.SIZE; bit++) {
            if (isSet(bytes, bit)) {
                throw new IllegalArgumentException(
                        "%s is not the lowest address of a network of %d bits".formatted(first, prefixBits));
            }
        }
    }

    /**
     * Reads {@code address/bits}, or an address alone for a network of one.
     *
     * @throws IllegalArgumentException when {@code text} is something else
     */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        ClientAddress first = ClientAddress.parse(address)
                .orElseThrow(() -> new IllegalArgumentException("not an IP address: " + address));
        if (slash < 0) {
            return new Network(first, first.ip().getAddress().length * Byte.SIZE);
        }
        String bits = text.substring(slash + 1);
        if (!DIGITS.matcher(bits).matches()) {
            throw new IllegalArgumentException("not a count of bits: " + bits);
        }
        return new Network(first, Integer.parseInt(bits));
    }

    /** Whether {@code address} is in it; an address of the other family never is. */
    public boolean contains(ClientAddress address) {
        InetAddress ip = address.ip();
        byte[] theirs = ip.getAddress();
        byte[] ours = first.ip().getAddress();
        if (theirs.length != ours.length) {
            return false;
        }
        for (int bit = 0; bit < prefixBits; bit++) {
            if (isSet(theirs, bit) != isSet(ours, bit)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSet(byte[] bytes, int bit) {
        return (bytes[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        return first + "/" + prefixBits;
    }
}
