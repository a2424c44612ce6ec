package io.cfguardian.document.pattern;

/**
 * An expression in the two engines' words.
 *
 * @param linear for RE2/J; of no use when {@code isBacktracking}
 * @param backtracking for java.util.regex
 * @param isBacktracking whether it looks around or back
 * @param weight the characters, with counted repetitions written out
 */
record Translation(String linear, String backtracking, boolean isBacktracking, long weight) {}
