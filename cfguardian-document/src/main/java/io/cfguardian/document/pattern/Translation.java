package io.cfguardian.document.pattern;

/**
 * An expression in the two engines' words.
 *
 * @param linear for RE2/J; of no use when {@code isBacktracking}
 * @param backtracking for java.util.regex
 * @param isBacktracking whether it looks around or back
 * @param isChain whether it is anchored at the begin and nothing but sets of characters one after the other, each perhaps
 *     repeated: java.util.regex matches that without recursion over the text, and both engines find the same
 * @param weight the characters, with counted repetitions written out
 */
record Translation(String linear, String backtracking, boolean isBacktracking, boolean isChain, long weight) {}
