package io.cfguardian.document.pattern;

import java.util.Map;
import java.util.Set;

/**
 * A {@code \p{...}} in the engines' words. ECMA-262 knows general categories by short and long names, scripts and
 * binary properties; RE2 knows the short categories and the scripts, the JDK all three under its own prefixes.
 *
 * @param linear empty when RE2 has no word for it
 */
record UnicodeProperty(String linear, String backtracking) {

    private static final Map<String, String> CATEGORIES = Map.ofEntries(
            Map.entry("Letter", "L"),
            Map.entry("Cased_Letter", "LC"),
            Map.entry("Uppercase_Letter", "Lu"),
            Map.entry("Lowercase_Letter", "Ll"),
            Map.entry("Titlecase_Letter", "Lt"),
            Map.entry("Modifier_Letter", "Lm"),
            Map.entry("Other_Letter", "Lo"),
            Map.entry("Mark", "M"),
            Map.entry("Combining_Mark", "M"),
            Map.entry("Nonspacing_Mark", "Mn"),
            Map.entry("Spacing_Mark", "Mc"),
            Map.entry("Enclosing_Mark", "Me"),
            Map.entry("Number", "N"),
            Map.entry("Decimal_Number", "Nd"),
            Map.entry("digit", "Nd"),
            Map.entry("Letter_Number", "Nl"),
            Map.entry("Other_Number", "No"),
            Map.entry("Punctuation", "P"),
            Map.entry("punct", "P"),
            Map.entry("Connector_Punctuation", "Pc"),
            Map.entry("Dash_Punctuation", "Pd"),
            Map.entry("Open_Punctuation", "Ps"),
            Map.entry("Close_Punctuation", "Pe"),
            Map.entry("Initial_Punctuation", "Pi"),
            Map.entry("Final_Punctuation", "Pf"),
            Map.entry("Other_Punctuation", "Po"),
            Map.entry("Symbol", "S"),
            Map.entry("Math_Symbol", "Sm"),
            Map.entry("Currency_Symbol", "Sc"),
            Map.entry("Modifier_Symbol", "Sk"),
            Map.entry("Other_Symbol", "So"),
            Map.entry("Separator", "Z"),
            Map.entry("Space_Separator", "Zs"),
            Map.entry("Line_Separator", "Zl"),
            Map.entry("Paragraph_Separator", "Zp"),
            Map.entry("Other", "C"),
            Map.entry("Control", "Cc"),
            Map.entry("cntrl", "Cc"),
            Map.entry("Format", "Cf"),
            Map.entry("Surrogate", "Cs"),
            Map.entry("Private_Use", "Co"),
            Map.entry("Unassigned", "Cn"));

    private static final Set<String> ONLY_BACKTRACKING = Set.of("C", "LC", "Cn");

    /** The property called {@code text}, negated or not; an engine that does not know it will say so. */
    static UnicodeProperty of(String text, boolean isNegated) {
        int equals = text.indexOf('=');
        String key = equals < 0 ? "" : text.substring(0, equals);
        String value = text.substring(equals + 1);
        String p = isNegated ? "\\P{" : "\\p{";
        String category = CATEGORIES.getOrDefault(value, value);
        boolean isCategory = CATEGORIES.containsValue(category) && !key.startsWith("s") && !key.startsWith("S");
        if (isCategory) {
            String word = p + category + "}";
            return new UnicodeProperty(ONLY_BACKTRACKING.contains(category) ? "" : word, word);
        }
        return switch (value) {
            case "Any" -> new UnicodeProperty("", isNegated ? "[^\\x{0}-\\x{10ffff}]" : "[\\x{0}-\\x{10ffff}]");
            case "ASCII" -> new UnicodeProperty("", isNegated ? "[^\\x{0}-\\x{7f}]" : "[\\x{0}-\\x{7f}]");
            default -> new UnicodeProperty(p + value + "}", p + "Is" + value + "}");
        };
    }
}
