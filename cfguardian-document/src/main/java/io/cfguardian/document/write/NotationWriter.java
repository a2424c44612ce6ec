package io.cfguardian.document.write;

import io.cfguardian.app.document.DocumentWriter;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.JsonValue;

/** The port's implementation. Used by many threads; holds no state. */
public final class NotationWriter implements DocumentWriter {

    @Override
    public Bytes json(JsonValue value) {
        return Bytes.utf8(IndentedJson.of(value));
    }

    @Override
    public Bytes yaml(JsonValue value) {
        return Bytes.utf8(BlockYaml.of(value));
    }

    @Override
    public Bytes properties(JsonValue value) {
        return Bytes.utf8(PropertyLines.of(value));
    }
}
