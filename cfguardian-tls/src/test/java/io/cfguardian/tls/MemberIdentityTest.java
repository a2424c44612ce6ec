package io.cfguardian.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MemberIdentityTest {

    @Test
    void theUriNamesClusterAndNode() {
        assertThat(new MemberIdentity("prod", "node-1").uri()).isEqualTo("cfguardian://prod/node/node-1");
    }

    @Test
    void aNameThatWouldReadAsAnotherUriIsRefused() {
        assertThatThrownBy(() -> new MemberIdentity("prod/node/x", "node-1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MemberIdentity("prod", "../other")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MemberIdentity("", "node-1")).isInstanceOf(IllegalArgumentException.class);
    }
}
