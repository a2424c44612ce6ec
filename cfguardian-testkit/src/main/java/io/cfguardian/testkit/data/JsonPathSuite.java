package io.cfguardian.testkit.data;

import io.cfguardian.domain.bytes.Bytes;

/** The compliance test suite of JSONPath, RFC 9535 (BSD-2). */
public final class JsonPathSuite {

    private JsonPathSuite() {}

    /**
     * A JSON object whose member {@code tests} is an array of cases {@code {name, selector, tags}} with either
     * {@code invalid_selector: true}, or {@code document} and the nodes that are selected: {@code result}, or
     * {@code results} when the order is free.
     */
    public static Bytes text() {
        Bytes text = TestArchive.read("jsonpath-compliance-test-suite.zip").get("cts.json");
        if (text == null) {
            throw new IllegalStateException("the archive has no cts.json");
        }
        return text;
    }
}
