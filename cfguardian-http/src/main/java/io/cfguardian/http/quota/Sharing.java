package io.cfguardian.http.quota;

import java.net.URI;

/** Whether nodes count together. */
public sealed interface Sharing {

    /** Each node counts by itself. */
    enum Alone implements Sharing {
        ALONE
    }

    /**
     * The nodes count together in a Redis or Valkey, and each by itself while that is away.
     *
     * @param url {@code redis://} or, over TLS, {@code rediss://} with {@code user:password@host:port/database}
     * @param cluster sets the keys apart from those of other clusters
     */
    record InRedis(URI url, String cluster) implements Sharing {

        public InRedis {
            checked(url);
        }

        /**
         * The URL, when it is one of a Redis.
         *
         * @throws IllegalArgumentException when it is not; the message does not show it
         */
        public static URI checked(URI url) {
            boolean known = "redis".equals(url.getScheme()) || "rediss".equals(url.getScheme());
            if (!known || url.getHost() == null) {
                throw new IllegalArgumentException("not the URL of a Redis");
            }
            return url;
        }

        /** Without user and password. */
        @Override
        public String toString() {
            return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        }
    }
}
