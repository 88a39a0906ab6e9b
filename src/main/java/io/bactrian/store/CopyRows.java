package io.bactrian.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One COPY ... FROM STDIN (FORMAT BINARY) under way; gathers small writes into large ones. */
final class CopyRows implements AutoCloseable {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final int BUFFER_SIZE = 1 << 16;
    private static final long MICROS_1970_TO_2000 = 946_684_800_000_000L;

    private final CopyIn copy;
    private final byte[] buffer = new byte[BUFFER_SIZE];
    private int length;

    CopyRows(Connection connection, String table, String columns) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table + " (" + columns + ") from stdin (format binary)");
        put(HEADER, 0, 19);
    }

    void beginRow(int fields) throws SQLException {
        reserve(2);
        buffer[length++] = (byte) (fields >> 8);
        buffer[length++] = (byte) fields;
    }

    void uuid(UUID value) throws SQLException {
        uuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    void uuid(long high, long low) throws SQLException {
        int32(16);
        int64(high);
        int64(low);
    }

    void text(String value) throws SQLException {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        text(bytes, 0, bytes.length);
    }

    void text(byte[] bytes, int from, int count) throws SQLException {
        int32(count);
        put(bytes, from, count);
    }

    void nothing() throws SQLException {
        int32(-1);
    }

    /** @param micros since 2000-01-01 UTC */
    void time(long micros) throws SQLException {
        int32(8);
        int64(micros);
    }

    /** Fields that are encoded already. */
    void fields(byte[] bytes, int from, int count) throws SQLException {
        put(bytes, from, count);
    }

    void end() throws SQLException {
        reserve(2);
        buffer[length++] = (byte) 0xff;
        buffer[length++] = (byte) 0xff;
        flush();
        copy.endCopy();
    }

    /** Gives up what was not ended, so that the connection can be used again. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    static long nowMicros() {
        return System.currentTimeMillis() * 1000 - MICROS_1970_TO_2000;
    }

    private void int32(int value) throws SQLException {
        reserve(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            buffer[length++] = (byte) (value >> shift);
        }
    }

    private void int64(long value) throws SQLException {
        int32((int) (value >> 32));
        int32((int) value);
    }

    private void put(byte[] bytes, int from, int count) throws SQLException {
        if (count > BUFFER_SIZE / 2) {
            flush();
            copy.writeToCopy(bytes, from, count);
            return;
        }
        reserve(count);
        System.arraycopy(bytes, from, buffer, length, count);
        length += count;
    }

    private void reserve(int count) throws SQLException {
        if (length + count > BUFFER_SIZE) {
            flush();
        }
    }

    private void flush() throws SQLException {
        if (length > 0) {
            copy.writeToCopy(buffer, 0, length);
            length = 0;
        }
    }
}
