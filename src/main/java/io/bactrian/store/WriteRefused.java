package io.bactrian.store;

import java.sql.SQLException;

/** The database refused a write or broke off; told by its SQLSTATE, never by the data. */
public final class WriteRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WriteRefused(SQLException cause) {
        super("the database refused a write with SQLSTATE " + cause.getSQLState(), cause);
    }
}
