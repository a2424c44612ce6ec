package io.cfguardian.raft.consensus.transport;

import com.alipay.sofa.jraft.option.NodeOptions;
import com.alipay.sofa.jraft.option.RpcOptions;

/**
 * Options that also say how channels are secured. JRaft makes a node's clients by itself and hands them the node's options, so this is
 * how each node of a JVM has its own security without anything static.
 */
public sealed interface SecuredOptions {

    ChannelSecurity security();

    /** Those of a node. */
    final class OfNode extends NodeOptions implements SecuredOptions {
        private final ChannelSecurity security;

        public OfNode(ChannelSecurity security) {
            this.security = security;
        }

        @Override
        public ChannelSecurity security() {
            return security;
        }
    }

    /** Those of a client alone. */
    final class OfClient extends RpcOptions implements SecuredOptions {
        private final ChannelSecurity security;

        public OfClient(ChannelSecurity security) {
            this.security = security;
        }

        @Override
        public ChannelSecurity security() {
            return security;
        }
    }
}
