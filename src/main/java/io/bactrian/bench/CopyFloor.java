package io.bactrian.bench;

import io.bactrian.store.Database;
import io.bactrian.store.TableCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The least that storing can cost: exactly the rows a sync left behind, copied into empty tables with the same indexes. */
public final class CopyFloor {
    private static final String FLOOR = "bactrian.floor_";

    private final Database database;
    private final Map<String, String> writtenAt;
    private final Map<String, Path> files = new LinkedHashMap<>();

    /** @param writtenAt tables, each with its column that tells when a row was written */
    public CopyFloor(Database database, Map<String, String> writtenAt) {
        this.database = database;
        this.writtenAt = Map.copyOf(writtenAt);
    }

    /** Takes the rows out that were written since, which is not part of the floor. */
    public void prepare(Path directory, Instant since) throws IOException {
        TableCopy copy = new TableCopy(database.owner());
        for (Map.Entry<String, String> table : writtenAt.entrySet()) {
            String name = name(table.getKey());
            Path file = directory.resolve(name + ".rows");
            copy.out("(select * from " + table.getKey() + " where " + table.getValue() + " >= '" + since + "')", file);
            files.put(name, file);
            database.owner().useHandle(handle -> {
                handle.execute("drop table if exists " + FLOOR + name);
                handle.execute("create table " + FLOOR + name + " (like " + table.getKey() + " including all)");
                handle.execute("grant select, insert on " + FLOOR + name + " to \"" + database.username() + "\"");
            });
        }
    }

    private static String name(String table) {
        return table.substring(table.indexOf('.') + 1);
    }

    /** Copies the rows in. */
    public void store() throws IOException {
        TableCopy copy = new TableCopy(database.jdbi());
        for (Map.Entry<String, Path> file : files.entrySet()) {
            copy.in(FLOOR + file.getKey(), file.getValue());
        }
    }

    /** Leaves nothing behind. */
    public void clear() throws IOException {
        List<Path> written = new ArrayList<>(files.values());
        files.keySet()
                .forEach(name -> database.owner().useHandle(handle -> handle.execute("drop table " + FLOOR + name)));
        files.clear();
        for (Path file : written) {
            Files.delete(file);
        }
    }
}
