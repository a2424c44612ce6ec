package io.cfguardian.raft.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import com.alipay.sofa.jraft.rpc.RpcClient;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexRequest;
import com.alipay.sofa.jraft.rpc.RpcRequests.ReadIndexResponse;
import com.alipay.sofa.jraft.util.RpcFactoryHelper;
import io.cfguardian.raft.consensus.transport.PlainChannels;
import io.cfguardian.raft.consensus.transport.SecuredOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A leader whose two followers have ended, and who has not noticed yet: it can ask nobody, so what it answers it answers by what the asker
 * says.
 */
@Timeout(60)
final class VouchedReadIT {

    /** So long does the leader believe that it leads. */
    private static final Duration ELECTION_TIMEOUT = Duration.ofSeconds(5);

    private LocalCluster cluster = new LocalCluster(Path.of(""), 0, settings -> settings);
    private int leader;
    private int follower;
    private long term;
    private long index;

    @BeforeEach
    void leaveALeaderAlone(@TempDir Path directory) throws Exception {
        cluster = LocalCluster.started(directory, 3, settings -> settings.withElectionTimeout(ELECTION_TIMEOUT));
        leader = cluster.awaitLeader();
        follower = cluster.aFollower();
        term = cluster.member(leader).node().leadership().term();
        index = cluster.commit(leader, "before").index();
        for (int i = 0; i < 3; i++) {
            if (i != leader) {
                cluster.stop(i);
            }
        }
    }

    @AfterEach
    void stopCluster() {
        cluster.close();
    }

    private ReadIndexRequest request(MemberAddress asker) {
        return ReadIndexRequest.newBuilder()
                .setGroupId("test")
                .setServerId(JraftOptions.peerOf(asker).toString())
                .setPeerId(JraftOptions.peerOf(cluster.address(leader)).toString())
                .build();
    }

    /** The index that is answered; empty for a refusal. */
    private OptionalLong ask(ReadIndexRequest request) throws Exception {
        RpcClient client = RpcFactoryHelper.rpcFactory().createRpcClient();
        client.init(new SecuredOptions.OfClient(PlainChannels.PLAIN));
        try {
            Object answer = client.invokeSync(
                    JraftOptions.peerOf(cluster.address(leader)).getEndpoint(), request, 5_000);
            return answer instanceof ReadIndexResponse response && response.getSuccess()
                    ? OptionalLong.of(response.getIndex())
                    : OptionalLong.empty();
        } finally {
            client.shutdown();
        }
    }

    @Test
    void onlyAVoterOfTheLeadersTermVouchesForIt() throws Exception {
        ReadIndexRequest voter = request(cluster.address(follower));

        OptionalLong vouched = ask(VouchedRead.vouch(voter, term));
        assertThat(vouched).isPresent();
        assertThat(vouched.orElseThrow()).isGreaterThanOrEqualTo(index);

        assertThat(ask(VouchedRead.vouch(voter, term + 1)))
                .as("of a later term")
                .isEmpty();
        assertThat(ask(VouchedRead.vouch(voter, term - 1)))
                .as("of an earlier term")
                .isEmpty();
        assertThat(ask(voter)).as("of no term").isEmpty();
        assertThat(ask(VouchedRead.vouch(request(new MemberAddress("127.0.0.1", 1)), term)))
                .as("by no member")
                .isEmpty();

        assertThat(ask(VouchedRead.vouch(voter, term)))
                .as("the leader still believed that it led")
                .isEqualTo(vouched);
    }
}
