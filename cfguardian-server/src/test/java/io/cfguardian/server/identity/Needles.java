package io.cfguardian.server.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is looked for, byte by byte, in files and texts. Used by one thread. */
final class Needles {

    /** By what it is, each as a text of which every character is one byte. */
    private final Map<String, String> byName = new TreeMap<>();

    /** Looks for {@code text} as it is. */
    Needles add(String name, String text) {
        return add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Looks for {@code bytes}. */
    Needles add(String name, byte[] bytes) {
        if (byName.put(name, new String(bytes, StandardCharsets.ISO_8859_1)) != null) {
            throw new IllegalStateException("two needles are called " + name);
        }
        return this;
    }

    /** Looks for the random part of a token, as text and as the bytes that it stands for. */
    Needles addOpaque(String name, String token) {
        String random = token.substring(token.lastIndexOf('/') + 1);
        byte[] bytes = Base64.getUrlDecoder().decode(random);
        int last = Math.max(0, bytes.length - 32);
        return add(name, random)
                .add(name + ", its last secret's bytes", Arrays.copyOfRange(bytes, last, bytes.length))
                .add(name + ", the end of its text", random.substring(random.length() - 40));
    }

    /** Looks for an access token or challenge, whole and by its signature. */
    Needles addSigned(String name, String token) {
        return add(name, token).add(name + ", its signature", token.substring(token.lastIndexOf('.') + 1));
    }

    /** How many are looked for. */
    int size() {
        return byName.size();
    }

    /** Which of them are in {@code text}. */
    List<String> in(String text) {
        return found(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    /** Which of them are in which files below {@code directory}. */
    Map<Path, List<String>> below(Path directory) {
        Map<Path, List<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                List<String> here = found(read(file));
                if (!here.isEmpty()) {
                    found.put(file, here);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private List<String> found(String text) {
        return byName.entrySet().stream()
                .filter(needle -> text.contains(needle.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException compactedAway) {
            return "";
        }
    }
}
