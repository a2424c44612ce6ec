package io.cfguardian.raft.store;

import io.cfguardian.domain.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksIterator;

/** Every key and value of a store, in order, to compare two of them. */
public final class StoreDump {

    private StoreDump() {}

    /** One line for each entry: key space, key, hash of the value. */
    public static List<String> of(RocksStore store) {
        List<String> lines = new ArrayList<>();
        Database database = store.current();
        for (KeySpace space : KeySpace.values()) {
            try (ReadOptions options = new ReadOptions();
                    RocksIterator iterator = database.rocks().newIterator(database.handle(space), options)) {
                for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                    lines.add(space + " " + readable(iterator.key()) + " "
                            + Bytes.of(iterator.value()).sha256());
                }
            }
        }
        return lines;
    }

    private static String readable(byte[] key) {
        return HexFormat.of().formatHex(key) + " "
                + new String(key, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    }
}
