package io.cfguardian.domain.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.bytes.Hash;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DocumentTest {

    private static Document document(String json) {
        Bytes text = Bytes.utf8(json);
        return new Document(MediaType.JSON, text, text, Hash.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", " \t\r\n{\"a\":1}", "\n[1]"})
    void objectsAndArraysAreStructures(String json) {
        assertThat(document(json).isStructure()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", " -1", "\"{\"", "\n\"[]\"", "null", "true"})
    void scalarsAreNoStructures(String json) {
        assertThat(document(json).isStructure()).isFalse();
    }
}
