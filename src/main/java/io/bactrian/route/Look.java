package io.bactrian.route;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/** How a file looks from outside. */
record Look(FileTime modified, long size, @Nullable Object key) {
    static final Look ABSENT = new Look(FileTime.fromMillis(0), -1, null);

    static Look at(BasicFileAttributes file) {
        return new Look(file.lastModifiedTime(), file.size(), file.fileKey());
    }
}
