package io.cfguardian.faults.damage;

import io.cfguardian.faults.rig.SystemCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The data folder of a node that does not run. */
record Folder(Path path) {

    /** A copy at another place, whose former content goes. */
    Folder copyTo(Path target) {
        SystemCommand.run("rm", "-rf", target.toString());
        SystemCommand.run("cp", "-a", path.toString(), target.toString());
        return new Folder(target);
    }

    /** The files by what they are: their names with the numbers left out. */
    SortedMap<String, List<Path>> filesByKind() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(path::relativize)
                    .sorted()
                    .collect(Collectors.groupingBy(Folder::kind, TreeMap::new, Collectors.toList()));
        }
    }

    static String kind(Path file) {
        return file.toString().replaceAll("[0-9]+", "N").replaceAll("[0-9a-fN]{8}-[0-9a-fN-]{20,}", "ID");
    }
}
