package io.cfguardian.document.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.util.function.Predicate;

/** One of our formats as networknt asks for it. */
record NetworkntFormat(String name, Predicate<String> check) implements Format {

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean matches(ExecutionContext executionContext, String value) {
        return check.test(value);
    }
}
