package io.cfguardian.app.search;

import io.cfguardian.domain.document.Document;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;

/**
 * The words of a text: runs of letters and digits, in lower case, so that a search for {@code db.example.org} looks for three
 * words. Without state.
 */
public final class Words {

    /** A longer word counts by its beginning. */
    public static final int CHARS_MAX = 64;

    /** Of one text; what comes after so many different words is not found. */
    public static final int WORDS_MAX = 10_000;

    private Words() {}

    /** The different words of what the author wrote, in the order in which they come. */
    public static SequencedSet<String> of(Document document) {
        return of(document.text().utf8());
    }

    /** The different words of {@code text}, in the order in which they come. */
    public static SequencedSet<String> of(String text) {
        SequencedSet<String> words = new LinkedHashSet<>();
        for (Cursor at = new Cursor(text); words.size() < WORDS_MAX && at.next(); ) {
            words.add(at.word());
        }
        return words;
    }

    /** All words of {@code text}, each as often as it comes, in the order in which they come. */
    public static List<String> inOrder(String text) {
        List<String> words = new ArrayList<>();
        for (Cursor at = new Cursor(text); at.next(); ) {
            words.add(at.word());
        }
        return words;
    }

    /** Goes through a text from word to word. */
    private static final class Cursor {

        private final String text;
        private int begin;
        private int end;

        Cursor(String text) {
            this.text = text;
        }

        /** Whether there is another word. */
        boolean next() {
            begin = end;
            while (begin < text.length() && !isOfWord(text.codePointAt(begin))) {
                begin += Character.charCount(text.codePointAt(begin));
            }
            end = begin;
            while (end < text.length() && isOfWord(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            }
            return end > begin;
        }

        String word() {
            return cut(text.substring(begin, end).toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isOfWord(int codePoint) {
        return Character.isLetterOrDigit(codePoint);
    }

    private static String cut(String word) {
        if (word.length() <= CHARS_MAX) {
            return word;
        }
        int end = Character.isHighSurrogate(word.charAt(CHARS_MAX - 1)) ? CHARS_MAX - 1 : CHARS_MAX;
        return word.substring(0, end);
    }
}
