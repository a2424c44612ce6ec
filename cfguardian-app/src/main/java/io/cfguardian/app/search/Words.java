package io.cfguardian.app.search;

import io.cfguardian.domain.document.Document;
import java.util.LinkedHashSet;
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
        int at = 0;
        while (at < text.length() && words.size() < WORDS_MAX) {
            int begin = at;
            while (at < text.length() && isOfWord(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            if (at > begin) {
                words.add(cut(text.substring(begin, at).toLowerCase(Locale.ROOT)));
            } else {
                at += Character.charCount(text.codePointAt(at));
            }
        }
        return words;
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
