package io.cfguardian.postgres;

import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Conditions on what somebody may have asked for. Every value is bound. Without state. */
final class Asked {

    private Asked() {}

    /** That {@code column} has what {@code value} is there; nothing when nothing was asked. */
    static <T> Condition equal(Field<String> column, @Nullable T value, Function<T, String> text) {
        return value == null ? DSL.noCondition() : column.eq(text.apply(value));
    }
}
