package io.cfguardian.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules that only the sources show. Each lists the files below a directory that break it. */
enum SourceRule {
    NO_FILE_IS_LONGER_THAN_400_LINES {
        @Override
        boolean isBrokenBy(Path file, String text) {
            return text.lines().count() > LINES_MAX;
        }
    },

    EVERY_PACKAGE_IS_DESCRIBED_AND_NULL_MARKED {
        @Override
        boolean isBrokenBy(Path file, String text) {
            if (file.endsWith("package-info.java")) {
                return !text.contains("@NullMarked") || !text.startsWith("/**");
            }
            return isMain(file) && Files.notExists(file.resolveSibling("package-info.java"));
        }
    },

    NOTHING_IS_LEFT_FOR_LATER {
        @Override
        boolean isBrokenBy(Path file, String text) {
            return LEFT_FOR_LATER.matcher(text).find();
        }
    },

    NO_TEST_SLEEPS_OR_IS_SKIPPED {
        @Override
        boolean isBrokenBy(Path file, String text) {
            return !isMain(file) && SLEEPS_OR_SKIPS.matcher(text).find();
        }
    };

    private static final int LINES_MAX = 400;

    // Written so that this file does not match itself.
    private static final Pattern LEFT_FOR_LATER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern SLEEPS_OR_SKIPS =
            Pattern.compile("\\bThread\\.sle" + "ep\\(|TimeUnit\\.\\w+\\.sle" + "ep\\(|@Dis" + "abled\\b");

    abstract boolean isBrokenBy(Path file, String text);

    /** The Java files below the directory that break the rule; what a build wrote is not looked at. */
    List<Path> brokenBelow(Path directory) {
        try {
            List<Path> files = new ArrayList<>();
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) {
                    boolean written = entered.endsWith("target") || entered.endsWith("node_modules");
                    return written ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".java")) {
                        files.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
            return files.stream()
                    .filter(file -> isBrokenBy(file, read(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMain(Path file) {
        List<String> names = Stream.iterate(file, Path::getParent)
                .takeWhile(path -> path != null && path.getFileName() != null)
                .map(path -> path.getFileName().toString())
                .toList();
        int source = names.indexOf("src");
        return source > 0 && names.get(source - 1).equals("main");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
