package io.bactrian.route;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.flow.FlowPath;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The directory of routes on disk; of what lies in it only files with a name of ours exist. */
final class RouteFolder {
    /** {@code <tool>/variants/<variant>/streams/<stream>.yaml}. */
    private static final int DEEPEST = 5;

    private final Path directory;

    RouteFolder(Path directory) {
        this.directory = directory;
    }

    /** All files of ours, in the order in which they are loaded. */
    SortedSet<FlowPath> files() throws ToolFailure {
        try (Stream<Path> entries = Files.walk(directory, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            SortedSet<FlowPath> files = new TreeSet<>();
            entries.filter(Files::isRegularFile)
                    .map(this::name)
                    .flatMap(Optional::stream)
                    .forEach(files::add);
            return files;
        } catch (IOException e) {
            String message = "routes.directory: the directory " + directory.toAbsolutePath() + " cannot be read: "
                    + (Files.exists(directory) ? e.getMessage() : "it does not exist");
            throw ToolFailure.of(FailureCategory.CONFIGURATION, message, 0, null, e);
        }
    }

    private Optional<FlowPath> name(Path file) {
        return FlowPath.of(directory.relativize(file).toString().replace('\\', '/'));
    }

    byte[] read(FlowPath file) throws IOException {
        return Files.readAllBytes(at(file));
    }

    Path at(FlowPath file) {
        return directory.resolve(file.path());
    }

    /** Replaces a file, or takes it away, so that nobody ever sees a part of it. */
    void write(FlowPath file, byte @Nullable [] bytes) throws IOException {
        Path target = at(file);
        if (bytes == null) {
            Files.deleteIfExists(target);
            return;
        }
        Files.createDirectories(target.getParent());
        Path beside = Files.createTempFile(target.getParent(), ".", ".new");
        try {
            Files.write(beside, bytes);
            Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
