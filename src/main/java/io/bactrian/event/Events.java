package io.bactrian.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes events: what happened to an integration, in the transaction that made it happen. */
public final class Events {
    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private Events() {}

    /**
     * Adds an event.
     *
     * @param type what happened, as {@code thing.verb}: {@code integration.created}, {@code run.finished}
     * @param integrationId null when it concerns none
     * @param data ids and figures of what happened; never a secret, never a record
     */
    public static void add(Handle handle, String type, @Nullable UUID integrationId, Map<String, ?> data) {
        handle.createUpdate("""
                        insert into bactrian.events (type, integration_id, project_id, data, noted_at)
                        values (:type, :integration,
                                (select project_id from bactrian.integrations where id = :integration), :data::jsonb,
                                clock_timestamp())
                        """)
                .bind("type", type)
                .bind("integration", integrationId)
                .bind("data", json(data))
                .execute();
    }

    private static String json(Map<String, ?> data) {
        try {
            return JSON.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the data of an event cannot be written as JSON", e);
        }
    }
}
