package io.cfguardian.raft.consensus.transport;

import com.alipay.remoting.CustomSerializer;
import com.alipay.remoting.CustomSerializerManager;
import com.alipay.remoting.InvokeContext;
import com.alipay.remoting.exception.DeserializationException;
import com.alipay.remoting.exception.SerializationException;
import com.alipay.remoting.rpc.RequestCommand;
import com.alipay.remoting.rpc.ResponseCommand;
import com.alipay.remoting.rpc.protocol.RpcRequestCommand;
import com.alipay.remoting.rpc.protocol.RpcResponseCommand;
import java.nio.BufferUnderflowException;

/** Puts {@link ClusterRequest} and {@link ClusterResponse} into Bolt's messages. Without state. */
final class ClusterMessageSerializer implements CustomSerializer {

    static void install() {
        CustomSerializer serializer = new ClusterMessageSerializer();
        CustomSerializerManager.registerCustomSerializer(ClusterRequest.class.getName(), serializer);
        CustomSerializerManager.registerCustomSerializer(ClusterResponse.class.getName(), serializer);
    }

    @Override
    public <T extends RequestCommand> boolean serializeContent(T request, InvokeContext context)
            throws SerializationException {
        if (request instanceof RpcRequestCommand rpc && rpc.getRequestObject() instanceof ClusterRequest message) {
            rpc.setContent(message.encode());
            return true;
        }
        throw new SerializationException("not a cluster request");
    }

    @Override
    public <T extends ResponseCommand> boolean serializeContent(T response) throws SerializationException {
        if (response instanceof RpcResponseCommand rpc && rpc.getResponseObject() instanceof ClusterResponse message) {
            rpc.setContent(message.encode());
            return true;
        }
        throw new SerializationException("not a cluster response");
    }

    @Override
    public <T extends RequestCommand> boolean deserializeContent(T request) throws DeserializationException {
        try {
            ((RpcRequestCommand) request)
                    .setRequestObject(
                            ClusterRequest.decode(request.getContent()).under(request.getHeader()));
            return true;
        } catch (IllegalArgumentException | BufferUnderflowException malformed) {
            throw new DeserializationException("malformed cluster request", malformed);
        }
    }

    @Override
    public <T extends ResponseCommand> boolean deserializeContent(T response, InvokeContext context)
            throws DeserializationException {
        try {
            ((RpcResponseCommand) response).setResponseObject(ClusterResponse.decode(response.getContent()));
            return true;
        } catch (IllegalArgumentException | BufferUnderflowException malformed) {
            throw new DeserializationException("malformed cluster response", malformed);
        }
    }

    @Override
    public <T extends RequestCommand> boolean serializeHeader(T request, InvokeContext context) {
        if (request instanceof RpcRequestCommand rpc && rpc.getRequestObject() instanceof ClusterRequest message) {
            rpc.setHeader(message.header());
            return true;
        }
        return false;
    }

    @Override
    public <T extends ResponseCommand> boolean serializeHeader(T response) {
        return false;
    }

    @Override
    public <T extends RequestCommand> boolean deserializeHeader(T request) {
        return false;
    }

    @Override
    public <T extends ResponseCommand> boolean deserializeHeader(T response, InvokeContext context) {
        return false;
    }
}
