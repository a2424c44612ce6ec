package io.cfguardian.http.route;

import io.cfguardian.app.identity.account.OwnAccount;
import io.cfguardian.app.identity.account.Registration;
import io.cfguardian.app.identity.provider.SignOn;
import io.cfguardian.app.identity.session.SignIn;

/** What registering, signing in by oneself or through a provider, and looking after the own account needs. */
public record Accounts(SignIn signIn, SignOn signOn, OwnAccount own, Registration registration) {}
