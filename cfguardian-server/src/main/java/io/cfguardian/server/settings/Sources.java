package io.cfguardian.server.settings;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Where the texts come from: the environment, before the file, before nothing. Names that mean nothing are problems, so
 * that a slip of the pen does not pass for a default.
 */
final class Sources {

    private static final int ENVIRONMENT_ORDINAL = 300;
    private static final int FILE_ORDINAL = 200;

    private final SmallRyeConfig config;
    private final String fileName;

    private Sources(SmallRyeConfig config, String fileName) {
        this.config = config;
        this.fileName = fileName;
    }

    /**
     * Opens both.
     *
     * @param file null for none
     * @param environment all variables of the process
     * @param problems gets what is wrong with the sources themselves and with names in them
     */
    static Sources open(@Nullable Path file, Map<String, String> environment, List<Problem> problems) {
        List<ConfigSource> sources = new ArrayList<>();
        sources.add(new PropertiesConfigSource(byKey(environment, problems), "environment", ENVIRONMENT_ORDINAL));
        if (file != null) {
            readable(file, problems).ifPresent(text -> {
                Map<String, String> given = new YamlConfigSource(file.toString(), text, FILE_ORDINAL).getProperties();
                sources.add(new PropertiesConfigSource(byKey(file, given, problems), file.toString(), FILE_ORDINAL));
            });
        }
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(sources.toArray(ConfigSource[]::new))
                .build();
        return new Sources(config, file == null ? "" : file.toString());
    }

    /** What was given for {@code key}; blank counts as nothing. */
    Optional<String> text(Key<?> key) {
        return Optional.ofNullable(config.getConfigValue(key.name()).getValue()).filter(text -> !text.isBlank());
    }

    /** Where the text of {@code key} stands, for a complaint. */
    String origin(Key<?> key) {
        int ordinal = config.getConfigValue(key.name()).getConfigSourceOrdinal();
        return ordinal == ENVIRONMENT_ORDINAL ? key.variable() : fileName;
    }

    private static Map<String, String> byKey(Map<String, String> environment, List<Problem> problems) {
        Map<String, String> byKey = new LinkedHashMap<>();
        List<String> variables = Keys.ALL.stream().map(Key::variable).toList();
        for (String variable : new TreeSet<>(environment.keySet())) {
            int index = variables.indexOf(variable);
            if (index >= 0) {
                byKey.put(Keys.ALL.get(index).name(), environment.getOrDefault(variable, ""));
            } else if (variable.startsWith(Key.VARIABLE_PREFIX)) {
                problems.add(new Problem(variable, "", unknown(variable, "variable", variables)));
            }
        }
        return byKey;
    }

    /** What the file gives, by the plain names of the keys; a name with a dot in it arrives in quotes. */
    private static Map<String, String> byKey(Path file, Map<String, String> given, List<Problem> problems) {
        Map<String, String> byKey = new TreeMap<>();
        given.forEach((quoted, text) -> {
            String name = quoted.replace("\"", "");
            if (byKey.put(name, text) != null) {
                problems.add(new Problem(name, "", "given twice in " + file));
            }
        });
        refuseUnknown(byKey.keySet(), file, problems);
        return byKey;
    }

    private static Optional<String> readable(Path file, List<Problem> problems) {
        try {
            String text = Files.readString(file);
            LoaderOptions strict = new LoaderOptions();
            strict.setAllowDuplicateKeys(false);
            Object root = new Yaml(new SafeConstructor(strict)).load(text);
            if (root == null || root instanceof Map) {
                return Optional.of(text);
            }
            problems.add(new Problem(file.toString(), "", "expected keys and values at its top level"));
        } catch (MarkedYAMLException malformed) {
            // Its message quotes lines of the file, one of which may hold the token.
            String place = malformed.getProblemMark() == null
                    ? ""
                    : " in line " + (malformed.getProblemMark().getLine() + 1) + ", column "
                            + (malformed.getProblemMark().getColumn() + 1);
            problems.add(new Problem(file.toString(), "", "not YAML" + place + ": " + malformed.getProblem()));
        } catch (YAMLException malformed) {
            problems.add(new Problem(file.toString(), "", "expected YAML"));
        } catch (NoSuchFileException missing) {
            problems.add(new Problem(file.toString(), "", "no such file"));
        } catch (CharacterCodingException binary) {
            problems.add(new Problem(file.toString(), "", "expected a text in UTF-8"));
        } catch (IOException unreadable) {
            problems.add(new Problem(file.toString(), "", "cannot be read (" + reason(unreadable) + ")"));
        }
        return Optional.empty();
    }

    private static void refuseUnknown(Set<String> given, Path file, List<Problem> problems) {
        List<String> names = Keys.ALL.stream().map(Key::name).toList();
        for (String name : given) {
            int bracket = name.indexOf('[');
            String plain = bracket < 0 ? name : name.substring(0, bracket);
            Optional<Key<?>> key =
                    Keys.ALL.stream().filter(one -> one.name().equals(plain)).findFirst();
            if (key.isEmpty()) {
                if (bracket < 0 || !given.contains(plain)) {
                    problems.add(new Problem(name, "", unknown(plain, "key in " + file, names)));
                }
            } else if (bracket >= 0 && !(key.get().kind().isList() && name.endsWith("]"))) {
                problems.add(new Problem(
                        name,
                        "",
                        "in " + file + ", expected " + key.get().kind().range()));
            }
        }
    }

    private static String unknown(String given, String what, List<String> names) {
        List<String> within =
                names.stream().filter(name -> name.startsWith(given + ".")).toList();
        if (!within.isEmpty()) {
            return "a section, not a " + what + "; expected one of " + String.join(", ", within);
        }
        return "unknown " + what
                + NearestName.of(given, names)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("");
    }

    static String reason(IOException failure) {
        return failure.getClass().getSimpleName().replaceAll("Exception$", "");
    }
}
