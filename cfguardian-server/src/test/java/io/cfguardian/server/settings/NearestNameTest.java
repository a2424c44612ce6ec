package io.cfguardian.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

    @Test
    void distanceCountsLettersToInsertDropOrChange() {
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.distance("", "abc")).isEqualTo(3);
        assertThat(NearestName.distance("abc", "abc")).isZero();
    }

    @Test
    void aNameThatIsLikeNoneHasNoNearest() {
        assertThat(NearestName.of("http.prot", List.of("raft.port", "http.port")))
                .contains("http.port");
        assertThat(NearestName.of("colour", List.of("raft.port", "http.port"))).isEmpty();
    }
}
