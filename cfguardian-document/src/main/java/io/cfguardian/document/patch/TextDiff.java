package io.cfguardian.document.patch;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.List;

/**
 * The unified diff of two texts. Equal lines at both ends are set aside first; if what is left is still very long it is
 * shown as one change, because looking for the shortest one takes a time that grows with the product of both lengths.
 */
final class TextDiff {

    private static final int CONTEXT_LINES = 3;

    /** Beyond this many different lines in the middle the shortest change is not looked for. */
    private static final int LINES_COMPARED_MAX = 4_000;

    private TextDiff() {}

    static String unified(String fromLabel, String from, String toLabel, String to) {
        List<String> before = lines(from);
        List<String> after = lines(to);
        if (before.equals(after)) {
            return "";
        }
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff(fromLabel, toLabel, before, patch(before, after), CONTEXT_LINES);
        return String.join("\n", diff) + "\n";
    }

    private static Patch<String> patch(List<String> before, List<String> after) {
        int shorter = Math.min(before.size(), after.size());
        int head = 0;
        while (head < shorter && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<String> removed = before.subList(head, before.size() - tail);
        List<String> added = after.subList(head, after.size() - tail);
        if (removed.size() <= LINES_COMPARED_MAX && added.size() <= LINES_COMPARED_MAX) {
            return DiffUtils.diff(before, after);
        }
        Patch<String> patch = new Patch<>();
        patch.addDelta(new ChangeDelta<>(new Chunk<>(head, removed), new Chunk<>(head, added)));
        return patch;
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : text.lines().toList();
    }
}
