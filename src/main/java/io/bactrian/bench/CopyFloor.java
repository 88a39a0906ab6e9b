package io.bactrian.bench;

import io.bactrian.store.Database;
import io.bactrian.store.TableCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The least that storing can cost: exactly the rows a sync left behind, copied into empty tables with the same indexes. */
public final class CopyFloor {
    private final Database database;
    private final List<String> tables;
    private final List<Path> files = new ArrayList<>();

    /** @param tables tables of schema {@code work} */
    public CopyFloor(Database database, List<String> tables) {
        this.database = database;
        this.tables = List.copyOf(tables);
    }

    /** Takes the rows out, which is not part of the floor. */
    public void prepare(Path directory) throws IOException {
        TableCopy copy = new TableCopy(database.owner());
        for (String table : tables) {
            Path file = directory.resolve(table + ".rows");
            copy.out("work." + table, file);
            files.add(file);
            database.owner().useHandle(handle -> {
                handle.execute("drop table if exists work.floor_" + table);
                handle.execute("create table work.floor_" + table + " (like work." + table + " including all)");
                handle.execute("grant select, insert on work.floor_" + table + " to \"" + database.username() + "\"");
            });
        }
    }

    /** Copies the rows in. */
    public void store() throws IOException {
        TableCopy copy = new TableCopy(database.jdbi());
        for (int i = 0; i < tables.size(); i++) {
            copy.in("work.floor_" + tables.get(i), files.get(i));
        }
    }

    /** Leaves nothing behind. */
    public void clear() throws IOException {
        for (int i = 0; i < files.size(); i++) {
            Files.delete(files.get(i));
            String table = tables.get(i);
            database.owner().useHandle(handle -> handle.execute("drop table work.floor_" + table));
        }
        files.clear();
    }
}
