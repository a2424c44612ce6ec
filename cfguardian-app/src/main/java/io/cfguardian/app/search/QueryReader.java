package io.cfguardian.app.search;

import io.cfguardian.app.search.Query.Origin;
import io.cfguardian.app.search.Segment.Child;
import io.cfguardian.app.search.Segment.Descendant;
import io.cfguardian.app.search.Selector.Filter;
import io.cfguardian.app.search.Selector.Index;
import io.cfguardian.app.search.Selector.Name;
import io.cfguardian.app.search.Selector.Slice;
import io.cfguardian.app.search.Selector.Wildcard;
import io.cfguardian.domain.bytes.Unicode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads queries, segments and selectors by recursive descent (RFC 9535, 2.1 to 2.5), which goes no deeper than
 * {@link JsonPath#LEVELS_MAX} levels. Reads one text.
 */
final class QueryReader {

    private final PathCursor cursor;
    private final LiteralReader literals;
    private final ConditionReader conditions;
    private int segments;
    private int lastBlanksInside = -1;

    private QueryReader(String text) {
        this.cursor = new PathCursor(text);
        this.literals = new LiteralReader(cursor);
        this.conditions = new ConditionReader(cursor, literals, this);
    }

    /** The query that is the whole of {@code text}. */
    static Query read(String text) throws UnreadablePath {
        if (text.length() > JsonPath.CHARS_MAX) {
            throw new UnreadablePath(
                    "a JSONPath has at most " + JsonPath.CHARS_MAX + " characters, got " + text.length(),
                    JsonPath.CHARS_MAX + 1);
        }
        if (!Unicode.isWellFormed(text)) {
            throw new UnreadablePath("the text holds half of a surrogate pair", firstHalfPair(text) + 1);
        }
        return new QueryReader(text).whole();
    }

    private static int firstHalfPair(String text) {
        int at = 0;
        while (at < text.length() && Character.getType(text.codePointAt(at)) != Character.SURROGATE) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private Query whole() throws UnreadablePath {
        if (cursor.peek() != '$') {
            throw cursor.unexpected("'$', with which a JSONPath begins");
        }
        Query query = query();
        if (cursor.peek() != PathCursor.END) {
            throw cursor.unexpected("'.', '[' or the end");
        }
        return query;
    }

    boolean isAtQuery() {
        return cursor.peek() == '$' || cursor.peek() == '@';
    }

    /** The query that begins here; blanks after it are left. */
    Query query() throws UnreadablePath {
        Origin origin = cursor.next() == '$' ? Origin.ROOT : Origin.CURRENT;
        List<Segment> way = new ArrayList<>();
        while (true) {
            int end = cursor.position();
            cursor.skipBlanks();
            if (cursor.peek() != '.' && cursor.peek() != '[') {
                cursor.moveTo(end);
                return new Query(origin, way);
            }
            if (++segments > JsonPath.SEGMENTS_MAX) {
                throw cursor.refused("a JSONPath has at most " + JsonPath.SEGMENTS_MAX + " segments");
            }
            way.add(segment());
        }
    }

    private Segment segment() throws UnreadablePath {
        if (cursor.take("..")) {
            return new Descendant(cursor.peek() == '[' ? bracketed() : List.of(shorthand()));
        }
        return new Child(cursor.take('.') ? List.of(shorthand()) : bracketed());
    }

    /** What follows a dot: {@code *} or a bare name. */
    private Selector shorthand() throws UnreadablePath {
        if (cursor.take('*')) {
            return Wildcard.WILDCARD;
        }
        int begin = cursor.position();
        if (!isOfName(cursor.peek()) || cursor.isAtDigit()) {
            throw cursor.unexpected("a name or '*' after '.'");
        }
        while (isOfName(cursor.peek())) {
            cursor.next();
        }
        return new Name(cursor.textFrom(begin));
    }

    private static boolean isOfName(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80 || PathCursor.isDigit(c);
    }

    private List<Selector> bracketed() throws UnreadablePath {
        cursor.expect('[', "to open a selection");
        List<Selector> selectors = new ArrayList<>();
        do {
            skipBlanksInside();
            selectors.add(selector());
            skipBlanksInside();
        } while (cursor.take(','));
        cursor.expect(']', "or ',' after a selector");
        return selectors;
    }

    private void skipBlanksInside() {
        int begin = cursor.position();
        cursor.skipBlanks();
        if (cursor.position() > begin) {
            lastBlanksInside = begin;
        }
    }

    /** Where the last blanks inside brackets were, negative for nowhere yet. */
    int lastBlanksInside() {
        return lastBlanksInside;
    }

    private Selector selector() throws UnreadablePath {
        if (literals.isAtString()) {
            return new Name(literals.string());
        }
        if (cursor.take('*')) {
            return Wildcard.WILDCARD;
        }
        if (cursor.peek() == '?') {
            return new Filter(conditions.filter());
        }
        if (literals.isAtNumber() || cursor.peek() == ':') {
            return indexOrSlice();
        }
        throw cursor.unexpected("a name in quotes, an index, a slice, '*' or '?'");
    }

    private Selector indexOrSlice() throws UnreadablePath {
        Long start = integerIfAny();
        skipBlanksInside();
        if (!cursor.take(':')) {
            return new Index(start == null ? literals.integer() : start);
        }
        cursor.skipBlanks();
        Long end = integerIfAny();
        cursor.skipBlanks();
        if (!cursor.take(':')) {
            return new Slice(start, end, 1);
        }
        cursor.skipBlanks();
        Long step = integerIfAny();
        return new Slice(start, end, step == null ? 1 : step);
    }

    private @Nullable Long integerIfAny() throws UnreadablePath {
        return literals.isAtNumber() ? literals.integer() : null;
    }
}
