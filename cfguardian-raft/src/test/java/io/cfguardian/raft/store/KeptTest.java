package io.cfguardian.raft.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptTest {

    private final Kept kept = new Kept(10);
    private int readings;

    @Test
    void whatWasReadIsNotReadAgain() {
        assertThat(find("id", 10, "value")).contains("value");
        assertThat(find("id", 10, "never asked")).contains("value");
        assertThat(find("id", 11, "never asked")).contains("value");
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void whatIsNotThereIsAskedForEachTime() {
        assertThat(find("id", 10, null)).isEmpty();
        assertThat(find("id", 10, "value")).contains("value");
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void whoAsksAsOfBeforeAWriteIsToldWhatItsSnapshotHolds() {
        kept.write(Map.of("id", "new"), 11);

        assertThat(find("id", 10, "old")).contains("old");
        assertThat(find("id", 11, "never asked")).contains("new");
        assertThat(readings).isEqualTo(1);
    }

    @Test
    void whatWasReadAsOfBeforeAWriteIsNotKept() {
        kept.write(Map.of("another", "new"), 11);

        assertThat(find("id", 10, "old")).contains("old");
        // The write may have replaced it after that reading.
        assertThat(find("id", 11, "new")).contains("new");
        assertThat(readings).isEqualTo(2);
    }

    @Test
    void aWriteInTheMidstOfAReadingWins() {
        Optional<String> found = kept.find("id", 10, () -> {
            kept.write(Map.of("id", "new"), 11);
            return Optional.of("old");
        });

        assertThat(found).contains("old");
        assertThat(find("id", 11, "never asked")).contains("new");
        assertThat(readings).isZero();
    }

    @Test
    void whatIsRemovedIsAskedForAgain() {
        find("id", 10, "value");
        Map<String, @Nullable Object> removed = new HashMap<>();
        removed.put("id", null);
        kept.write(removed, 11);

        assertThat(find("id", 10, "value")).contains("value");
        assertThat(find("id", 11, null)).isEmpty();
    }

    @Test
    void notMoreIsKeptThanThereIsRoomFor() {
        int many = 50_000;
        for (int i = 0; i < many; i += 10) {
            Map<String, String> changes = new HashMap<>();
            for (int j = i; j < i + 10; j++) {
                changes.put("written" + j, "value");
            }
            kept.write(changes, 11);
        }
        for (int i = 0; i < many; i++) {
            find("read" + i, 11, "value");
        }

        int found = 0;
        for (int i = 0; i < many; i++) {
            found += isKept("written" + i) ? 1 : 0;
            found += isKept("read" + i) ? 1 : 0;
        }
        assertThat(found).isBetween(1_000, (int) (Kept.BYTES_MAX >> 10));
    }

    private boolean isKept(String id) {
        return kept.find(id, 11, Optional::empty).isPresent();
    }

    @Test
    void aLongTextIsNotKept() {
        Document text = Document.of(
                MediaType.JSON,
                Bytes.of(("\"" + "x".repeat(20_000) + "\"").getBytes(StandardCharsets.US_ASCII)),
                new JsonValue.JsonString("x".repeat(20_000)));
        kept.write(Map.of("id", "short"), 11);
        kept.write(Map.of("id", text), 12);

        assertThat(kept.find("id", 12, Optional::empty)).isEmpty();
    }

    private Optional<String> find(String id, long index, @Nullable String stored) {
        return kept.find(id, index, () -> {
            readings++;
            return Optional.ofNullable(stored);
        });
    }
}
