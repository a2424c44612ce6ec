package io.cfguardian.postgres;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Stream;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table in the binary format of {@code COPY}: the server parses no statement for them, and nothing has
 * to be quoted. The types of values are those of the columns, which the server checks. Used by one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.4">COPY, Binary Format</a>
 */
final class BinaryCopy {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int TEXT_OID = 25;
    private static final int NULL = -1;
    private static final int END = -1;

    /** So much is sent at once. */
    private static final int SENT_BYTES = 64 << 10;

    private final CopyIn copy;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * SENT_BYTES);
    private final DataOutputStream data = new DataOutputStream(bytes);

    BinaryCopy(CopyIn copy) throws IOException {
        this.copy = copy;
        data.write(SIGNATURE);
        // No flags, and no extension of the header.
        data.writeInt(0);
        data.writeInt(0);
    }

    void row(Record row) throws IOException, SQLException {
        data.writeShort(row.size());
        for (int column = 0; column < row.size(); column++) {
            write(row.get(column));
        }
        if (bytes.size() >= SENT_BYTES) {
            send();
        }
    }

    /** Call after the last row; the rows are there when it returns. */
    void end() throws IOException, SQLException {
        data.writeShort(END);
        send();
        copy.endCopy();
    }

    private void send() throws SQLException {
        copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
        bytes.reset();
    }

    private void write(@Nullable Object value) throws IOException {
        switch (value) {
            case null -> data.writeInt(NULL);
            case String text -> write(text);
            case JSONB json -> {
                byte[] utf8 = json.data().getBytes(StandardCharsets.UTF_8);
                data.writeInt(1 + utf8.length);
                // The version of the form.
                data.writeByte(1);
                data.write(utf8);
            }
            case byte[] binary -> write(binary);
            case Long number -> {
                data.writeInt(Long.BYTES);
                data.writeLong(number);
            }
            case Integer number -> {
                data.writeInt(Integer.BYTES);
                data.writeInt(number);
            }
            case Boolean truth -> {
                data.writeInt(1);
                data.writeBoolean(truth);
            }
            case Instant time -> {
                data.writeInt(Long.BYTES);
                data.writeLong(ChronoUnit.MICROS.between(EPOCH, time));
            }
            case String[] texts -> write(texts);
            default -> throw new IllegalArgumentException("no column has a " + value.getClass());
        }
    }

    private void write(String text) throws IOException {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] value) throws IOException {
        data.writeInt(value.length);
        data.write(value);
    }

    /** How many dimensions, whether some are null, the type, and of each dimension its length and first index; then the elements. */
    private void write(String[] texts) throws IOException {
        byte[][] elements = Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int dimensions = elements.length == 0 ? 0 : 1;
        int length = (3 + 2 * dimensions + elements.length) * Integer.BYTES;
        data.writeInt(
                length + Stream.of(elements).mapToInt(element -> element.length).sum());
        data.writeInt(dimensions);
        data.writeInt(0);
        data.writeInt(TEXT_OID);
        if (dimensions > 0) {
            data.writeInt(elements.length);
            data.writeInt(1);
        }
        for (byte[] element : elements) {
            write(element);
        }
    }
}
