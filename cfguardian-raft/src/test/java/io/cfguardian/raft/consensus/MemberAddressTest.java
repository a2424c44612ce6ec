package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cfguardian.raft.consensus.ChannelPolicy.Plain;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemberAddressTest {

    @Test
    void textComesBack() {
        assertThat(MemberAddress.parse("node-1.cluster:7000")).isEqualTo(new MemberAddress("node-1.cluster", 7000));
        assertThat(MemberAddress.parse("node-1.cluster:7000")).hasToString("node-1.cluster:7000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "host:", ":1", "host:0", "host:65535", "host:x", "::1:7000", "0.0.0.0:7000", " h:1"})
    void otherTextIsRefused(String text) {
        assertThatThrownBy(() -> MemberAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void settingsMustNameThisNodeOnce() {
        MemberAddress self = new MemberAddress("127.0.0.1", 7000);
        MemberAddress other = new MemberAddress("127.0.0.1", 7001);
        Path directory = Path.of("unused");
        assertThatThrownBy(() -> ConsensusSettings.of("c", self, List.of(other), directory, Plain.PLAIN))
                .hasMessageContaining("without this node");
        assertThatThrownBy(() -> ConsensusSettings.of("c", self, List.of(self, self), directory, Plain.PLAIN))
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> ConsensusSettings.of("not a name", self, List.of(self), directory, Plain.PLAIN))
                .hasMessageContaining("cluster id");
    }
}
