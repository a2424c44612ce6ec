package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.conf.Configuration;
import com.alipay.sofa.jraft.entity.PeerId;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexRequest;
import com.google.protobuf.ByteString;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class VouchedReadTest {

    private static final PeerId ASKER = peer(1);

    private static PeerId peer(int number) {
        return new PeerId("127.0.0.1", 7_000 + number);
    }

    private static ReadIndexRequest request(byte[]... contexts) {
        ReadIndexRequest.Builder request =
                ReadIndexRequest.newBuilder().setGroupId("test").setServerId(ASKER.toString());
        for (byte[] context : contexts) {
            request.addEntries(ByteString.copyFrom(context));
        }
        return request.build();
    }

    private static boolean isByMajority(int voters, List<PeerId> learners) {
        List<PeerId> peers =
                IntStream.range(0, voters).mapToObj(VouchedReadTest::peer).toList();
        return VouchedRead.isByMajority(request(), peer(0), new Configuration(peers, learners));
    }

    @Test
    void theTermStandsInPlaceOfTheContexts() {
        ReadIndexRequest vouched = VouchedRead.vouch(request(new byte[0], new byte[0]), Long.MAX_VALUE - 1);

        assertThat(VouchedRead.termOf(vouched)).hasValue(Long.MAX_VALUE - 1);
        assertThat(VouchedRead.termOf(VouchedRead.atOnce(vouched))).hasValue(Long.MAX_VALUE - 1);
    }

    @Test
    void aRequestWithoutATermHasNone() {
        assertThat(VouchedRead.termOf(request())).isEmpty();
        assertThat(VouchedRead.termOf(request(new byte[0]))).isEmpty();
        assertThat(VouchedRead.termOf(request(new byte[8]))).isEmpty();
        assertThat(VouchedRead.termOf(request(new byte[9]))).as("version 0").isEmpty();
        assertThat(VouchedRead.termOf(request(new byte[] {1, 0, 0, 0, 0, 0, 0, 0, 7}, new byte[0])))
                .as("and something else")
                .isEmpty();
    }

    @Test
    void twoAreAMajorityOfThreeAtMost() {
        assertThat(isByMajority(2, List.of())).isTrue();
        assertThat(isByMajority(3, List.of())).isTrue();
        assertThat(isByMajority(4, List.of())).isFalse();
        assertThat(isByMajority(5, List.of())).isFalse();
    }

    @Test
    void onlyAVoterCounts() {
        assertThat(isByMajority(1, List.of())).as("a stranger").isFalse();
        assertThat(isByMajority(1, List.of(ASKER))).as("a learner").isFalse();
        assertThat(isByMajority(3, List.of(peer(4)))).as("beside a learner").isTrue();
    }

    @Test
    void aLeaderThatLeavesDoesNotCount() {
        Configuration others = new Configuration(List.of(ASKER, peer(2), peer(3)));
        assertThat(VouchedRead.isByMajority(request(), peer(0), others)).isFalse();
        assertThat(VouchedRead.isByMajority(request(), peer(2), others)).isTrue();
    }
}
