package io.cfguardian.http.request;

import io.cfguardian.domain.bytes.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a listing goes on: opaque to clients, bound to the listing and its filters by a digest. It is not a secret and
 * gives no right: whoever forges one only chooses where to begin.
 *
 * @param position where the page before ended
 * @param revision the one that all pages show, 0 when each shows its own
 */
public record Cursor(String position, long revision) {

    private static final byte FORMAT = 1;
    private static final int DIGEST_BYTES = 12;
    private static final int HEAD_BYTES = 1 + DIGEST_BYTES + Long.BYTES;
    private static final int TEXT_CHARS_MAX = 1024;

    /** How many and how fresh may change from page to page; every other parameter chooses which items there are. */
    private static final Set<String> UNBOUND = Set.of("limit", "cursor", "consistency", "minRevision");

    /**
     * The parameter {@code cursor} of a call.
     *
     * @throws io.cfguardian.http.problem.ProblemException when it is not one that this listing gave
     */
    public static Optional<Cursor> of(Call call) {
        return call.query().text("cursor").map(text -> {
            Cursor cursor = decode(text, call);
            if (cursor == null) {
                throw Parameters.invalid("cursor", "cursor is not one that this listing gave.");
            }
            return cursor;
        });
    }

    /** The cursor as a client sees it. */
    public String encode(Call call) {
        byte[] key = position.getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(HEAD_BYTES + key.length);
        out.put(FORMAT).put(digest(call)).putLong(revision).put(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    private static @Nullable Cursor decode(String text, Call call) {
        byte[] bytes;
        try {
            bytes = text.length() > TEXT_CHARS_MAX
                    ? new byte[0]
                    : Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
        if (bytes.length <= HEAD_BYTES || bytes[0] != FORMAT) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes, 1 + DIGEST_BYTES, bytes.length - 1 - DIGEST_BYTES);
        long revision = in.getLong();
        byte[] key = new byte[in.remaining()];
        in.get(key);
        Cursor cursor = new Cursor(new String(key, StandardCharsets.UTF_8), revision);
        // The encoding is unique, so comparing it compares the digest and all that it covers.
        return revision >= 0 && cursor.encode(call).equals(text) ? cursor : null;
    }

    private byte[] digest(Call call) {
        String bound = call.path() + "\n" + call.query().without(UNBOUND) + "\n" + revision + "\n" + position;
        return Arrays.copyOf(Hash.sha256(bound.getBytes(StandardCharsets.UTF_8)).toByteArray(), DIGEST_BYTES);
    }
}
