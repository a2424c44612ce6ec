package io.cfguardian.testkit.oidc;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A person with a browser at the provider's pages. */
public final class Browser {

    private static final int HOPS_MAX = 20;

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();

    /** Goes to {@code location}, logs in, agrees, and gives the parameters that the provider sends it back with. */
    public Map<String, List<String>> signOn(URI location, String person) throws IOException, InterruptedException {
        URI here = location;
        for (int hop = 0; hop < HOPS_MAX; hop++) {
            HttpResponse<String> page = send(HttpRequest.newBuilder(here).GET());
            if (page.statusCode() == 200) {
                String prompt = page.body().contains("value=\"login\"")
                        ? "prompt=login&login=" + person + "&password=anything"
                        : "prompt=consent";
                page = send(HttpRequest.newBuilder(here)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(prompt)));
            }
            String next = page.headers()
                    .firstValue("location")
                    .orElseThrow(() -> new IllegalStateException("the provider shows no way on"));
            here = here.resolve(next);
            if (here.toString().startsWith(RealProvider.REDIRECT.toString())) {
                return parameters(here);
            }
        }
        throw new IllegalStateException("the provider sends the browser in circles");
    }

    /** What the provider shows without being asked to log anybody in. */
    public HttpResponse<String> open(URI location) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(location).GET());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static Map<String, List<String>> parameters(URI uri) {
        Map<String, List<String>> parameters = new TreeMap<>();
        Arrays.stream(uri.getRawQuery().split("&", -1))
                .map(pair -> pair.split("=", 2))
                .forEach(pair -> parameters.put(pair[0], List.of(URLDecoder.decode(pair[1], StandardCharsets.UTF_8))));
        return parameters;
    }
}
