package io.cfguardian.identity.usecase;

import io.cfguardian.app.identity.port.IdentityProvider;
import io.cfguardian.app.identity.port.SignOnFlow;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A provider that says what it is told to, and remembers which flows it was asked to end. */
final class ScriptedProvider implements IdentityProvider {

    static final SignOnFlow FLOW = new SignOnFlow("s".repeat(43), "n".repeat(43), "v".repeat(43));

    final List<SignOnFlow> ended = new ArrayList<>();
    private final String name;
    private SignOn answer = new Unavailable("not told what to say");

    ScriptedProvider(String name) {
        this.name = name;
    }

    void says(SignOn next) {
        answer = next;
    }

    void vouchesFor(String subject, @Nullable String email, boolean verified, String... roles) {
        says(new SignedOn("https://corp.example", subject, email, verified, List.of(roles)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Start start() {
        return new Redirect(URI.create("https://corp.example/authorize"), FLOW);
    }

    @Override
    public SignOn finish(SignOnFlow flow, Map<String, List<String>> parameters, Instant now) {
        ended.add(flow);
        return answer;
    }
}
