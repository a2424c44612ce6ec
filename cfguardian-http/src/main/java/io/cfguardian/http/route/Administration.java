package io.cfguardian.http.route;

import io.cfguardian.app.identity.key.SigningKeys;
import io.cfguardian.app.identity.member.Members;
import io.cfguardian.app.identity.member.ServiceTokens;
import io.cfguardian.app.identity.security.Purging;
import io.cfguardian.app.identity.security.SecurityQueries;
import io.cfguardian.app.identity.user.Users;

/** What administrators of the cluster and of projects need. */
public record Administration(
        Users users,
        Members members,
        ServiceTokens tokens,
        SigningKeys signingKeys,
        SecurityQueries security,
        Purging purging) {}
