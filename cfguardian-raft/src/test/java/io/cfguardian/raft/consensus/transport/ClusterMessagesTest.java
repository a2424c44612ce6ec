package io.cfguardian.raft.consensus.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alipay.remoting.rpc.protocol.RpcRequestCommand;
import com.alipay.remoting.serialization.SerializerManager;
import io.cfguardian.app.telemetry.TraceContext;
import io.cfguardian.app.telemetry.TraceContext.Sampling;
import io.cfguardian.raft.consensus.transport.ClusterRequest.Purpose;
import io.cfguardian.raft.consensus.transport.ClusterResponse.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class ClusterMessagesTest {

    private static final ClusterRequest REQUEST = new ClusterRequest("c1", Purpose.PROPOSE, 1_500, new byte[] {9, 8});

    @Test
    void requestHasAFixedForm() {
        assertThat(HexFormat.of().formatHex(REQUEST.encode()))
                .isEqualTo("0101" + "00000000000005dc" + "026331" + "0908");
        ClusterRequest back = ClusterRequest.decode(REQUEST.encode());
        assertThat(back.clusterId()).isEqualTo("c1");
        assertThat(back.purpose()).isEqualTo(Purpose.PROPOSE);
        assertThat(back.millisLeft()).isEqualTo(1_500);
        assertThat(back.payload()).containsExactly(9, 8);
    }

    @Test
    void aTraceTravelsBesideWhatEarlierReleasesRead() throws Exception {
        TraceContext trace = new TraceContext("4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", Sampling.SAMPLED);
        ClusterRequest traced = new ClusterRequest("c1", Purpose.PROPOSE, 1_500, new byte[] {9, 8}, trace);
        assertThat(traced.encode()).isEqualTo(REQUEST.encode());
        ClusterRpcFactory.requireActive();
        RpcRequestCommand sent = new RpcRequestCommand(traced);
        sent.setRequestClass(ClusterRequest.class.getName());
        sent.serialize();
        RpcRequestCommand received = new RpcRequestCommand();
        received.setClazz(sent.getClazz());
        received.setHeader(sent.getHeader());
        received.setContent(sent.getContent());
        received.deserialize();
        assertThat(((ClusterRequest) received.getRequestObject()).trace()).isEqualTo(trace);
        assertThat(REQUEST.header()).isNull();
        assertThat(REQUEST.under(null).trace()).isNull();
        assertThat(REQUEST.under(new byte[] {-1, 0, 7}).trace()).isNull();
    }

    @Test
    void everyOutcomeComesBack() {
        for (Outcome outcome : Outcome.values()) {
            ClusterResponse back = ClusterResponse.decode(new ClusterResponse(outcome, 77, new byte[] {1}).encode());
            assertThat(back.outcome()).isEqualTo(outcome);
            assertThat(back.index()).isEqualTo(77);
            assertThat(back.payload()).containsExactly(1);
        }
    }

    @Test
    void otherBytesAreRefused() {
        byte[] newer = REQUEST.encode();
        newer[0] = 2;
        assertThatThrownBy(() -> ClusterRequest.decode(newer)).hasMessageContaining("version 2");
        byte[] otherPurpose = REQUEST.encode();
        otherPurpose[1] = 99;
        assertThatThrownBy(() -> ClusterRequest.decode(otherPurpose)).hasMessageContaining("purpose 99");
        assertThatThrownBy(() -> ClusterRequest.decode(Arrays.copyOf(REQUEST.encode(), 11)))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> ClusterResponse.decode(new byte[] {1})).isInstanceOf(RuntimeException.class);
    }

    @Test
    void messagesDoNotShowTheirPayload() {
        assertThat(REQUEST.toString()).contains("payloadBytes=2").doesNotContain("9");
    }

    @Test
    void hessianIsNotOnTheClassPath() {
        for (String name :
                new String[] {"com.caucho.hessian.io.Hessian2Input", "com.alipay.hessian.ClassNameResolver"}) {
            assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void itsPlaceIsTakenByASerializerThatMakesNoObjects() throws Exception {
        ClusterRpcFactory.requireActive();
        var serializer = SerializerManager.getSerializer(SerializerManager.Hessian2);
        assertThat(serializer).isInstanceOf(TextOnlySerializer.class);
        Object back = serializer.deserialize(new byte[] {'M', 't', 0}, "java.util.HashMap");
        assertThat(back).isExactlyInstanceOf(TextOnlySerializer.RemoteFailure.class);
        assertThat(new String(serializer.serialize(new IllegalStateException("secret")), StandardCharsets.UTF_8))
                .isEqualTo("java.lang.IllegalStateException");
    }
}
