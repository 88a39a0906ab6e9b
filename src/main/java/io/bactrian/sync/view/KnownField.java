package io.bactrian.sync.view;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A custom field of an account as it is kept.
 *
 * @param columnName the column of the views that shows it
 */
record KnownField(
        UUID integrationId,
        String id,
        String title,
        String type,
        String columnName,
        Set<String> within,
        Map<String, String> options,
        boolean isRemoved) {

    static KnownField of(UUID integrationId, NamedField field, String columnName) {
        return new KnownField(
                integrationId,
                field.id(),
                field.title(),
                field.type(),
                columnName,
                field.within(),
                field.options(),
                field.isRemoved());
    }
}
