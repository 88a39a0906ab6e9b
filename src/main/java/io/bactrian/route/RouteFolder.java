package io.bactrian.route;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import io.bactrian.route.flow.FlowPath;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The directory of routes on disk; of what lies in it only files with a name of ours exist. */
final class RouteFolder {
    /** {@code <tool>/variants/<variant>/streams/<stream>.yaml}. */
    private static final int DEEPEST = 5;

    private static final Set<FileVisitOption> FOLLOWED = EnumSet.of(FileVisitOption.FOLLOW_LINKS);

    private final Path directory;

    RouteFolder(Path directory) {
        this.directory = directory;
    }

    /** All files of ours, in the order in which they are loaded. */
    SortedSet<FlowPath> files() throws ToolFailure {
        return new TreeSet<>(named(looks()).keySet());
    }

    /** How whatever lies there looks; ten times a second, so that no name is looked at before something has changed. */
    Map<Path, Look> looks() throws ToolFailure {
        Map<Path, Look> looks = new HashMap<>();
        try {
            Files.walkFileTree(directory, FOLLOWED, DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        looks.put(file, Look.at(attributes));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException problem) throws IOException {
                    if (problem instanceof NoSuchFileException && !file.equals(directory)) {
                        // Gone since its folder was listed.
                        return FileVisitResult.CONTINUE;
                    }
                    throw problem;
                }
            });
            return looks;
        } catch (IOException e) {
            String message = "routes.directory: the directory " + directory.toAbsolutePath() + " cannot be read: "
                    + (Files.exists(directory) ? e.getMessage() : "it does not exist");
            throw ToolFailure.of(FailureCategory.CONFIGURATION, message, 0, null, e);
        }
    }

    /** Those of some files that are ours. */
    Map<FlowPath, Look> named(Map<Path, Look> files) {
        Map<FlowPath, Look> named = new HashMap<>();
        files.forEach((file, look) -> name(file).ifPresent(path -> named.put(path, look)));
        return named;
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
