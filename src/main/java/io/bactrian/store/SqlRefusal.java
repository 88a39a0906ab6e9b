package io.bactrian.store;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a database says of a refusal that is of no row: its SQLSTATE, and the name of the constraint that was in the way. */
public final class SqlRefusal {
    private SqlRefusal() {}

    /** Of an exception or what it was caused by; empty where no database said anything. */
    public static Optional<String> told(Throwable thrown) {
        @Nullable String told = null;
        for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && refusal.getSQLState() != null) {
                told = "SQLSTATE " + refusal.getSQLState() + constraint(refusal);
            }
        }
        return Optional.ofNullable(told);
    }

    private static String constraint(SQLException refusal) {
        ServerErrorMessage said = refusal instanceof PSQLException server ? server.getServerErrorMessage() : null;
        return said == null || said.getConstraint() == null ? "" : ", constraint " + said.getConstraint();
    }
}
