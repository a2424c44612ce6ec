package io.cfguardian.raft.consensus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a member tells another of what it remembers.
 *
 * @param extent how much
 * @param term the highest in which it has followed, voted or led, as far as it knows; 0 or more
 * @param voters as its log has them; those of its settings while it is empty
 */
record Memory(Extent extent, long term, List<MemberAddress> voters) {

    private static final byte VERSION = 1;

    Memory {
        Objects.requireNonNull(extent, "extent");
        voters = List.copyOf(voters);
    }

    /** How much a member remembers. */
    enum Extent {
        /** Nothing: its log is empty, and has never been anything else as far as it knows. */
        NOTHING(1),
        /** It has begun without data where others have some, and has not caught up. */
        PART(2),
        /** Whatever it has promised and acknowledged. */
        ALL(3);

        private final byte code;

        Extent(int code) {
            this.code = (byte) code;
        }
    }

    byte[] encode() {
        byte[] addresses = voters.stream()
                .map(MemberAddress::toString)
                .collect(Collectors.joining(","))
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + 1 + Long.BYTES + addresses.length)
                .put(VERSION)
                .put(extent.code)
                .putLong(term)
                .put(addresses)
                .array();
    }

    /** @throws IllegalArgumentException or {@link java.nio.BufferUnderflowException} if these are not the bytes of one */
    static Memory decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("memory of version " + version + ", expected " + VERSION);
        }
        byte code = in.get();
        Extent extent = Arrays.stream(Extent.values())
                .filter(known -> known.code == code)
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("memory of extent " + code));
        long term = in.getLong();
        String addresses = StandardCharsets.UTF_8.decode(in).toString();
        return new Memory(
                extent,
                term,
                addresses.isEmpty()
                        ? List.of()
                        : Arrays.stream(addresses.split(",", -1))
                                .map(MemberAddress::parse)
                                .toList());
    }
}
