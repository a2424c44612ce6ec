package io.cfguardian.domain.key;

/** The grammar of names that are parts of principals: as keys are, but shorter. */
final class ShortName {

    private ShortName() {}

    static void check(String kind, String value, int charsMax) {
        if (!isValid(value, charsMax)) {
            throw new IllegalArgumentException("a " + kind + "'s name has 1 to " + charsMax
                    + " characters of a-z, 0-9, '.', '_' and '-', and begins and ends with a letter or digit");
        }
    }

    static boolean isValid(String value, int charsMax) {
        int length = value.length();
        if (length == 0 || length > charsMax) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            boolean inner = i > 0 && i < length - 1;
            if (!alphanumeric && !(inner && (c == '.' || c == '_' || c == '-'))) {
                return false;
            }
        }
        return true;
    }
}
