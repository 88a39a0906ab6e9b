package io.bactrian.audit;

import io.bactrian.access.Caller;
import io.bactrian.store.Alongside;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The audit log: an entry for each change, in the transaction that makes it, and one for each change that was refused. */
public final class AuditLog {
    /** Subjects are indexed, and what a refused call names can be of any length. */
    private static final int LONGEST_SUBJECT = 200;

    /** Result of a change that was made. */
    public static final String DONE = "done";

    private final Jdbi jdbi;

    public AuditLog(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The entry of a change, to be written with it.
     *
     * @param action what is done: the operation's name in the contract
     * @param subject id of what it is done to
     * @param projectId of the subject
     */
    public static Alongside done(Caller caller, String action, String subject, @Nullable String projectId) {
        return handle -> insert(handle, new Entry(caller, action, subject, projectId, DONE));
    }

    /**
     * Notes that a change was refused.
     *
     * @param result the category of the refusal
     */
    public void refused(Caller caller, String action, String subject, String result) {
        jdbi.useTransaction(handle -> insert(handle, new Entry(caller, action, shortened(subject), null, result)));
    }

    private static String shortened(String subject) {
        return subject.length() > LONGEST_SUBJECT ? subject.substring(0, LONGEST_SUBJECT) : subject;
    }

    /** What is written of one change. */
    private record Entry(
            Caller caller,
            String action,
            String subject,
            @Nullable String projectId,
            String result) {}

    private static void insert(Handle handle, Entry entry) {
        Caller caller = entry.caller();
        handle.createUpdate("""
                        insert into bactrian.audit_entries
                            (noted_at, key_id, caller, role, address, request_id, action, subject, project_id, result)
                        values (clock_timestamp(), :keyId, :name, :role, :address, :requestId, :action, :subject, :projectId,
                                :result)
                        """)
                .bind("keyId", caller.keyId())
                .bind("name", caller.name())
                .bind("role", caller.role().word())
                .bind("address", caller.address())
                .bind("requestId", caller.requestId())
                .bind("action", entry.action())
                .bind("subject", entry.subject())
                .bind("projectId", entry.projectId())
                .bind("result", entry.result())
                .execute();
    }
}
