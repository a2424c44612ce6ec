package io.cfguardian.http.request;

import io.cfguardian.domain.revision.Version;

/**
 * The tag of one representation of one version (RFC 9110, 8.8.3): {@code "7"} in the notation it was written in, {@code
 * "7-yaml"} made from its value. Always strong.
 */
public record EntityTag(Version version, Form form) {

    /** Which representation. */
    public enum Form {
        /** The author's text, or the envelope. */
        STORED(""),
        /** Made from the value as JSON. */
        JSON("-json"),
        /** Made from the value as YAML. */
        YAML("-yaml"),
        /** Made from the value as properties. */
        PROPERTIES("-properties");

        private final String suffix;

        Form(String suffix) {
            this.suffix = suffix;
        }

        /** What follows the version in the tag. */
        public String suffix() {
            return suffix;
        }
    }

    /** The tag of a version as it is stored. */
    public static EntityTag of(Version version) {
        return new EntityTag(version, Form.STORED);
    }

    /** With its quotes. */
    @Override
    public String toString() {
        return "\"" + version + form.suffix() + "\"";
    }
}
