package io.cfguardian.http.route;

import io.cfguardian.app.identity.account.OwnAccount;
import io.cfguardian.app.identity.session.SignIn;

/** What signing in and looking after the own account needs. */
public record Accounts(SignIn signIn, OwnAccount own) {}
