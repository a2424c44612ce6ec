package io.cfguardian.faults.measure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What somebody is asked all the time, over a connection that stays. */
enum Question {
    /** GET /ready (RFC 9112). */
    READY {
        @Override
        byte[] bytes(URI node) {
            return ("GET /ready HTTP/1.1\r\nHost: " + node.getAuthority() + END_OF_HEAD)
                    .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        boolean isAffirmed(InputStream in) throws IOException {
            String head = until(in, END_OF_HEAD);
            int length = head.toLowerCase(Locale.ROOT).indexOf(LENGTH);
            if (length < 0) {
                until(in, END_OF_CHUNKS);
            } else {
                String value = head.substring(length + LENGTH.length());
                in.readNBytes(Integer.parseInt(value.substring(0, value.indexOf(END_OF_LINE))));
            }
            return head.startsWith("HTTP/1.1 200 ");
        }
    },
    /** PING of a Redis (RESP, inline command). */
    PING {
        @Override
        byte[] bytes(URI node) {
            return ("PING" + END_OF_LINE).getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        boolean isAffirmed(InputStream in) throws IOException {
            return until(in, END_OF_LINE).equals("+PONG" + END_OF_LINE);
        }
    };

    static final String REDIS = "redis";

    private static final String END_OF_LINE = "\r\n";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final String END_OF_CHUNKS = "0\r\n\r\n";
    private static final String LENGTH = "content-length: ";
    private static final int BYTES_MAX = 1 << 16;

    /** By the scheme. */
    static Question of(URI node) {
        return REDIS.equals(node.getScheme()) ? PING : READY;
    }

    abstract byte[] bytes(URI node);

    /** Reads the whole answer. */
    abstract boolean isAffirmed(InputStream in) throws IOException;

    private static String until(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.length() < end.length()
                || !text.substring(text.length() - end.length()).equals(end)) {
            int next = in.read();
            if (next < 0 || text.length() > BYTES_MAX) {
                throw new IOException("the connection ended in the middle of an answer");
            }
            text.append((char) next);
        }
        return text.toString();
    }
}
