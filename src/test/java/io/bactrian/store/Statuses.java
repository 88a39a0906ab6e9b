package io.bactrian.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Records of a stream that maps to {@code work.statuses}, encoded as the cutting leaves them. */
final class Statuses {
    static final String STREAM = "statuses";

    private final EntityTable table;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final ByteArrayOutputStream columns = new ByteArrayOutputStream();
    private final List<Row> rows = new ArrayList<>();

    Statuses(Database database) {
        table = database.entity("statuses").with(List.of("name"));
    }

    /** A record whose version is a count of seconds. */
    Statuses add(String id, String name, long version) {
        return add(id, name.getBytes(StandardCharsets.UTF_8), version * 1_000_000);
    }

    /** A record of which the tool does not tell when it was changed. */
    Statuses addUnversioned(String id, String name) {
        return add(id, name.getBytes(StandardCharsets.UTF_8), Long.MIN_VALUE);
    }

    /** A record whose name PostgreSQL refuses: text holds no zero byte. */
    Statuses addBad(String id) {
        return addBad(id, 1);
    }

    Statuses addBad(String id, long version) {
        return add(id, new byte[] {'a', 0, 'b'}, version * 1_000_000);
    }

    private Statuses add(String id, byte[] name, long micros) {
        int rawFrom = raw.size();
        int columnsFrom = columns.size();
        byte[] json = ("{\"id\":\"" + id + "\",\"v\":" + micros + "}").getBytes(StandardCharsets.UTF_8);
        raw.writeBytes(json);
        columns.writeBytes(ByteBuffer.allocate(4).putInt(name.length).array());
        columns.writeBytes(name);
        UUID hash = UUID.nameUUIDFromBytes(
                (id + micros + new String(name, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        rows.add(new Row(
                id,
                null,
                hash.getMostSignificantBits(),
                hash.getLeastSignificantBits(),
                micros,
                rawFrom,
                raw.size(),
                columnsFrom,
                columns.size()));
        return this;
    }

    List<Slab> slabs() {
        return List.of(new Slab(STREAM, table, raw.toByteArray(), columns.toByteArray(), List.copyOf(rows)));
    }
}
