package io.cfguardian.document.parse;

/**
 * The bounds of a text's structure. Its size is bounded by the caller.
 *
 * @param levelsMax arrays and objects inside each other, from 1
 * @param nameCharsMax UTF-16 code units of a member's name
 * @param stringCharsMax UTF-16 code units of a string
 * @param numberCharsMax characters of a number
 * @param expandedNodesMax values and members of a YAML text after its aliases are replaced by what they stand for
 * @param expandedCharsMax characters of names and scalars of a YAML text after its aliases are replaced
 */
public record ParserLimits(
        int levelsMax,
        int nameCharsMax,
        int stringCharsMax,
        int numberCharsMax,
        int expandedNodesMax,
        int expandedCharsMax) {

    private static final int LEVELS_MAX_MAX = 128;

    public ParserLimits {
        if (levelsMax > LEVELS_MAX_MAX) {
            throw new IllegalArgumentException("levelsMax is at most " + LEVELS_MAX_MAX
                    + ", because values are walked recursively; got " + levelsMax);
        }
        positive("levelsMax", levelsMax);
        positive("nameCharsMax", nameCharsMax);
        positive("stringCharsMax", stringCharsMax);
        positive("numberCharsMax", numberCharsMax);
        positive("expandedNodesMax", expandedNodesMax);
        positive("expandedCharsMax", expandedCharsMax);
    }

    /**
     * 128 levels, names of 1,024 characters, strings of 1 Mi, numbers of 1,000, and YAML that expands to at most 600,000
     * nodes (more than a text of 1 MiB can hold without aliases) and 2 Mi characters.
     */
    public static ParserLimits standard() {
        return new ParserLimits(LEVELS_MAX_MAX, 1_024, 1 << 20, 1_000, 600_000, 2 << 20);
    }

    private static void positive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is at least 1, got " + value);
        }
    }
}
