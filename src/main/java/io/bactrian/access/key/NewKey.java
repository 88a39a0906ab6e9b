package io.bactrian.access.key;

import io.bactrian.access.Caller;
import io.bactrian.access.Role;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param projects whose integrations its holder may see; null for all
 */
public record NewKey(
        String name,
        Role role,
        @Nullable Set<String> projects,
        @Nullable Instant expiresAt) {
    /** Whether it allows nothing that a caller may not do himself. */
    boolean isWithin(Caller caller) {
        return caller.role().includes(role)
                && (projects == null ? caller.projects() == null : within(caller, projects));
    }

    private static boolean within(Caller caller, Set<String> projects) {
        return projects.stream().allMatch(caller::sees);
    }
}
