package io.cfguardian.document.parse;

import io.cfguardian.app.document.DocumentParser;
import io.cfguardian.app.document.ParseResult;
import io.cfguardian.domain.bytes.Bytes;
import io.cfguardian.domain.document.Document;
import io.cfguardian.domain.document.JsonValue;
import io.cfguardian.domain.document.MediaType;

/**
 * Reads JSON by Jackson and YAML by snakeyaml-engine, both as token streams, so that one set of rules holds for both: no
 * duplicate names, one value and nothing after it, UTF-8 without a mark, whole characters, numbers within a double's
 * range, and the bounds of {@link ParserLimits}. A refusal says what kind of thing is wrong and where, never what the
 * document holds. Used by many threads; keeps nothing between calls.
 */
public final class StrictDocumentParser implements DocumentParser {

    private final ParserLimits limits;
    private final JsonReader json;
    private final YamlReader yaml;

    public StrictDocumentParser(ParserLimits limits) {
        this.limits = limits;
        this.json = new JsonReader(limits);
        this.yaml = new YamlReader(limits);
    }

    @Override
    public ParseResult parse(MediaType mediaType, Bytes text) {
        ValueBuilder builder = builder(mediaType);
        try {
            String characters = Utf8Text.decode(text);
            JsonValue value = switch (mediaType) {
                case JSON -> json.read(characters, builder);
                case YAML -> yaml.read(characters, builder);
            };
            return new ParseResult.Parsed(Document.of(mediaType, text, value), value);
        } catch (MalformedText e) {
            return new ParseResult.Malformed(
                    e.detail(),
                    builder.pointer(),
                    e.position().line(),
                    e.position().column());
        }
    }

    private ValueBuilder builder(MediaType mediaType) {
        return switch (mediaType) {
            case JSON -> new ValueBuilder(limits, ValueBuilder.Expansion.UNBOUNDED);
            case YAML ->
                new ValueBuilder(
                        limits, new ValueBuilder.Expansion(limits.expandedNodesMax(), limits.expandedCharsMax()));
        };
    }
}
