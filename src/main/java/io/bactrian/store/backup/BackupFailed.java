package io.bactrian.store.backup;

import org.jspecify.annotations.Nullable;

/** A backup cannot be taken or brought back; nothing half done is left behind. */
public final class BackupFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BackupFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
