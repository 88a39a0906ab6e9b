package io.bactrian.store;

import java.sql.SQLException;

/** The database refused a write or broke off; told by its SQLSTATE, never by the data. */
public final class WriteRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WriteRefused(SQLException cause) {
        super("the database refused a write: " + SqlRefusal.told(cause).orElse("it does not say why"), cause);
    }
}
