package io.cfguardian.document.schema;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.BasicDialectRegistry;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.KeywordValidator;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.RegularExpression;
import io.cfguardian.document.pattern.EcmaPattern;
import io.cfguardian.document.pattern.UnusablePattern;
import io.cfguardian.domain.schema.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * networknt's registries as this project wants them: our patterns, our formats, nothing loaded but the bundled
 * meta-schemas. A registry keeps the schemas that it has seen by their URIs, so each user's schema gets its own.
 */
final class NetworkntRegistry {

    private static final List<String> LIMITS = List.of("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum");

    /**
     * A limit that compares as decimals. networknt's own, when the limit is a whole number, turns the instance into a long,
     * which fails for what is no long.
     */
    private record DecimalLimit(Keyword limit) implements Keyword {
        @Override
        public String getValue() {
            return limit.getValue();
        }

        @Override
        public KeywordValidator newValidator(
                SchemaLocation location, JsonNode value, Schema parent, SchemaContext context) throws Exception {
            JsonNode decimal = value.isNumber() ? JsonNodeFactory.instance.numberNode(value.decimalValue()) : value;
            return limit.newValidator(location, decimal, parent, context);
        }
    }

    private NetworkntRegistry() {}

    /** For one schema of a user. */
    static SchemaRegistry forSchema(Dialect dialect) {
        return registry(dialect, true);
    }

    /** For meta-schemas, whose formats are not asserted: people's identifiers are not always URIs. */
    static SchemaRegistry forMetaSchemas(Dialect dialect) {
        return registry(dialect, false);
    }

    private static SchemaRegistry registry(Dialect dialect, boolean areFormatsAsserted) {
        com.networknt.schema.dialect.Dialect ours = dialect(dialect);
        List<com.networknt.schema.dialect.Dialect> known = new ArrayList<>();
        known.add(ours);
        for (Dialect other : Dialect.values()) {
            if (other != dialect) {
                known.add(dialect(other));
            }
        }
        return SchemaRegistry.builder()
                .defaultDialectId(ours.getId())
                .dialectRegistry(new BasicDialectRegistry(known))
                .schemaLoader(loader -> loader.allow(iri -> MetaSchemas.isBundled(iri.toString())))
                .schemaRegistryConfig(SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(areFormatsAsserted)
                        .pathType(PathType.JSON_POINTER)
                        .regularExpressionFactory(NetworkntRegistry::pattern)
                        .preloadSchema(true)
                        .build())
                .build();
    }

    private static com.networknt.schema.dialect.Dialect dialect(Dialect dialect) {
        com.networknt.schema.dialect.Dialect standard = switch (dialect) {
            case DRAFT_04 -> Dialects.getDraft4();
            case DRAFT_06 -> Dialects.getDraft6();
            case DRAFT_07 -> Dialects.getDraft7();
            case DRAFT_2019_09 -> Dialects.getDraft201909();
            case DRAFT_2020_12 -> Dialects.getDraft202012();
        };
        List<Keyword> limits = LIMITS.stream()
                .map(standard.getKeywords()::get)
                .filter(Objects::nonNull)
                .<Keyword>map(DecimalLimit::new)
                .toList();
        return com.networknt.schema.dialect.Dialect.builder(standard)
                .keywords(limits)
                .formats(formats -> {
                    formats.clear();
                    Formats.all().forEach((name, check) -> formats.put(name, new NetworkntFormat(name, check)));
                })
                .build();
    }

    private static RegularExpression pattern(String source) {
        try {
            EcmaPattern pattern = EcmaPattern.compile(source);
            return pattern::isFoundIn;
        } catch (UnusablePattern e) {
            // The graph has refused every pattern of the schema itself that cannot be used.
            throw new IllegalStateException("a pattern that cannot be used got past the graph: " + e.reason(), e);
        }
    }
}
