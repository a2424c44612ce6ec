// A real OpenID Connect provider on a free port of the loopback address. Prints its issuer as one line of JSON, and lives
// until its standard input ends, so that it cannot outlive the test that started it.
import { createServer } from "node:http";
import Provider from "oidc-provider";

const people = {
  alice: { email: "alice@example.com", email_verified: true, groups: ["operators", "payments-editors"] },
  bob: { email: "bob@example.com", email_verified: false },
};

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: "cfguardian",
        client_secret: "a-secret-of-the-test",
        redirect_uris: ["http://127.0.0.1:9/api/v1/auth/sso/corp/callback"],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    claims: { openid: ["sub"], email: ["email", "email_verified"], groups: ["groups"] },
    scopes: ["openid", "email", "groups"],
    pkce: { required: () => true },
    // In the ID token too, as most providers do it; "--userinfo" leaves them out.
    conformIdTokenClaims: process.argv.includes("--userinfo"),
    cookies: { keys: ["a key of the test"] },
    findAccount: async (context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...people[id] }) }),
  });
  server.on("request", provider.callback());
  console.log(JSON.stringify({ issuer }));
});

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
