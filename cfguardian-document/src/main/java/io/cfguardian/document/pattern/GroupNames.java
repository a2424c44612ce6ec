package io.cfguardian.document.pattern;

import java.util.ArrayList;
import java.util.List;

/** The names of an expression's capturing groups in their order, "" for those without: back-references may come first. */
final class GroupNames {

    private GroupNames() {}

    static List<String> in(String source) {
        List<String> names = new ArrayList<>();
        boolean isInClass = false;
        for (int i = 0; i < source.length(); i++) {
            switch (source.charAt(i)) {
                case '\\' -> i++;
                case '[' -> isInClass = true;
                case ']' -> isInClass = false;
                case '(' -> {
                    if (!isInClass) {
                        nameAt(source, i + 1, names);
                    }
                }
                default -> {
                    // Captures nothing.
                }
            }
        }
        return names;
    }

    private static void nameAt(String source, int at, List<String> names) {
        if (!source.startsWith("?", at)) {
            names.add("");
            return;
        }
        int open = source.startsWith("?<", at) ? at + 2 : -1;
        boolean isLookBehind = source.startsWith("?<=", at) || source.startsWith("?<!", at);
        int close = source.indexOf('>', at);
        if (open > 0 && !isLookBehind && close > 0) {
            names.add(source.substring(open, close));
        }
    }
}
