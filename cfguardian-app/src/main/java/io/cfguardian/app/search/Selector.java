package io.cfguardian.app.search;

import org.jspecify.annotations.Nullable;

/** Selects among the children of a node; a node without children, or of the wrong kind, has none to select. */
public sealed interface Selector {

    /** {@code 'name'}: the member of that name of an object. */
    record Name(String name) implements Selector {}

    /** {@code *}: all elements of an array, all values of an object's members. */
    enum Wildcard implements Selector {
        WILDCARD
    }

    /**
     * {@code 3}: one element of an array.
     *
     * @param index from 0; negative: from the end, -1 the last. Less than 2<sup>53</sup> either way
     */
    record Index(long index) implements Selector {}

    /**
     * {@code 1:5:2}: elements of an array, as in RFC 9535, 2.3.4. Each number is less than 2<sup>53</sup> either way.
     *
     * @param start the first, inclusive; negative: from the end; null: where {@code step} begins
     * @param end exclusive; negative: from the end; null: where {@code step} leads
     * @param step negative: backwards; 0: selects nothing
     */
    record Slice(@Nullable Long start, @Nullable Long end, long step) implements Selector {}

    /** {@code ?condition}: the elements of an array, or values of an object's members, of which the condition is true. */
    record Filter(Condition condition) implements Selector {}
}
