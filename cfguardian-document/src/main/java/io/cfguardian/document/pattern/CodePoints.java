package io.cfguardian.document.pattern;

import java.util.ArrayList;
import java.util.List;

/** A set of code points, built by adding ranges, written as the inside of a character class that both engines read alike. */
final class CodePoints {

    private static final int[][] DIGITS = {{'0', '9'}};
    private static final int[][] WORD = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    // ECMA-262 WhiteSpace and LineTerminator.
    private static final int[][] SPACE = {
        {'\t', '\r'},
        {' ', ' '},
        {0xA0, 0xA0},
        {0x1680, 0x1680},
        {0x2000, 0x200A},
        {0x2028, 0x2029},
        {0x202F, 0x202F},
        {0x205F, 0x205F},
        {0x3000, 0x3000},
        {0xFEFF, 0xFEFF}
    };
    private static final int[][] LINE_ENDS = {{'\n', '\n'}, {'\r', '\r'}, {0x2028, 0x2029}};

    private final List<int[]> ranges = new ArrayList<>();

    /** The set of {@code \d}, {@code \w} or {@code \s}, or of their complements in upper case. */
    static CodePoints ofEscape(int letter) {
        return switch (letter) {
            case 'd' -> of(DIGITS);
            case 'w' -> of(WORD);
            case 's' -> of(SPACE);
            case 'D' -> complementOf(DIGITS);
            case 'W' -> complementOf(WORD);
            case 'S' -> complementOf(SPACE);
            default -> throw new IllegalStateException("no set escape: " + letter);
        };
    }

    /** What {@code .} matches. */
    static CodePoints ofDot() {
        return complementOf(LINE_ENDS);
    }

    void add(int codePoint) {
        add(codePoint, codePoint);
    }

    void add(int first, int last) {
        ranges.add(new int[] {first, last});
    }

    void addAll(CodePoints other) {
        ranges.addAll(other.ranges);
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** The ranges, for use between brackets. */
    String inside() {
        StringBuilder inside = new StringBuilder();
        for (int[] range : ranges) {
            inside.append(literal(range[0]));
            if (range[1] > range[0]) {
                inside.append('-').append(literal(range[1]));
            }
        }
        return inside.toString();
    }

    static String literal(int codePoint) {
        boolean isPlain = (codePoint >= '0' && codePoint <= '9')
                || (codePoint >= 'A' && codePoint <= 'Z')
                || (codePoint >= 'a' && codePoint <= 'z');
        return isPlain ? Character.toString(codePoint) : "\\x{" + Integer.toHexString(codePoint) + "}";
    }

    private static CodePoints of(int[][] sorted) {
        CodePoints set = new CodePoints();
        for (int[] range : sorted) {
            set.add(range[0], range[1]);
        }
        return set;
    }

    private static CodePoints complementOf(int[][] sorted) {
        CodePoints set = new CodePoints();
        int next = 0;
        for (int[] range : sorted) {
            if (range[0] > next) {
                set.add(next, range[0] - 1);
            }
            next = range[1] + 1;
        }
        set.add(next, Character.MAX_CODE_POINT);
        return set;
    }
}
