package io.bactrian.store;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * The programs of the server that comes along, to be unpacked into a directory. The library unpacks once for all resolvers that
 * are equal, wherever that was, so resolvers for different directories must differ.
 */
record OwnPrograms(Path directory) implements PgBinaryResolver {
    @Override
    public InputStream getPgBinary(String system, String machine) throws IOException {
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
    }
}
