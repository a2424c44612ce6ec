package io.cfguardian.server.settings;

/**
 * One thing that is wrong with the settings.
 *
 * @param place the key, or the file when it cannot be read at all
 * @param given what was given and where, empty when nothing was; never a secret
 * @param expected what would have been right
 */
public record Problem(String place, String given, String expected) {

    private static final int SHOWN_CHARS_MAX = 80;

    /** {@code value} for showing: quoted, on one line, cut when long. */
    static String shown(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ");
        return '"' + (line.length() > SHOWN_CHARS_MAX ? line.substring(0, SHOWN_CHARS_MAX) + "..." : line) + '"';
    }

    @Override
    public String toString() {
        return place + (given.isEmpty() ? "" : " is " + given) + ": " + expected;
    }
}
