package io.cfguardian.http.json;

/** JSON Pointers (RFC 6901). */
final class Pointer {

    private Pointer() {}

    /** A member's name as one step of a pointer. */
    static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
