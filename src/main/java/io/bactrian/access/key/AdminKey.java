package io.bactrian.access.key;

import io.bactrian.access.Role;
import java.util.Optional;

/** The administrator's key: the configured one, or one made at the first start. */
public final class AdminKey {
    private static final int SHORTEST = 24;
    private static final String CONFIGURED = "administrator (security.admin-key)";
    private static final String MADE = "administrator (made at first start)";

    private final ApiKeys keys;

    public AdminKey(ApiKeys keys) {
        this.keys = keys;
    }

    /**
     * Sees to it that an administrator has a key.
     *
     * @param configured the value of security.admin-key; empty to have one made
     * @return a key that was made just now, to be shown once
     */
    public Optional<String> ensure(String configured) {
        if (!configured.isEmpty()) {
            keys.replace(CONFIGURED, Role.ADMIN, checked(configured));
            return Optional.empty();
        }
        keys.remove(CONFIGURED);
        return keys.hasAdministrator() ? Optional.empty() : Optional.of(keys.create(MADE, Role.ADMIN, null));
    }

    private static String checked(String configured) {
        if (configured.length() < SHORTEST || !configured.matches("[A-Za-z0-9._~+/=-]{1,200}")) {
            throw new IllegalArgumentException("security.admin-key must have " + SHORTEST
                    + " to 200 letters, digits or any of . _ ~ + / = -, but it has " + configured.length()
                    + " characters or others among them");
        }
        return configured;
    }
}
