package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration.StreamPermission;
import io.bactrian.connection.frequency.SyncFrequency;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An attempt to connect an account: what was asked for, and what the tool has told so far. */
public final class Attempt {
    private final UUID id;
    private final Caller caller;
    private final NewIntegration request;
    private final Tool tool;
    private final JsonNode config;
    private final Map<String, String> account = new TreeMap<>();
    private final List<StreamPermission> permissions = new ArrayList<>();
    private final Samples samples = new Samples();
    private final ScopeTrial scopeTrial = new ScopeTrial();
    private final List<ConfigProblem> mistakes = new ArrayList<>();
    private @Nullable StreamDeclaration tried;
    private @Nullable Long latencyMs;

    Attempt(UUID id, Caller caller, NewIntegration request, Tool tool, JsonNode config) {
        this.id = id;
        this.caller = caller;
        this.request = request;
        this.tool = tool;
        this.config = config;
    }

    public UUID id() {
        return id;
    }

    Caller caller() {
        return caller;
    }

    /** Name of the tool, for the routes' expressions. */
    public String getTool() {
        return tool.name();
    }

    Tool declaration() {
        return tool;
    }

    NewIntegration request() {
        return request;
    }

    SyncFrequency syncFrequency() {
        SyncFrequency frequency = request.syncFrequency();
        return frequency == null ? new SyncFrequency.OnRequest() : frequency;
    }

    /** The configuration with the tool's defaults filled in. */
    JsonNode config() {
        return config;
    }

    Map<String, String> account() {
        return account;
    }

    List<StreamPermission> permissions() {
        return permissions;
    }

    @Nullable
    Long latencyMs() {
        return latencyMs;
    }

    void answered(Map<String, String> told, long latencyMs) {
        account.putAll(told);
        this.latencyMs = latencyMs;
    }

    Samples samples() {
        return samples;
    }

    /** Notes which stream is tried next. */
    void tries(StreamDeclaration stream) {
        tried = stream;
    }

    /** The stream that is being tried. */
    StreamDeclaration tried() {
        return Objects.requireNonNull(tried, "no stream is being tried");
    }

    ScopeTrial scopeTrial() {
        return scopeTrial;
    }

    /** Notes what the tool's answers show to be wrong with what was asked for. */
    void mistaken(List<ConfigProblem> found) {
        mistakes.addAll(found);
    }

    List<ConfigProblem> mistakes() {
        return mistakes;
    }

    void permit(StreamPermission permission) {
        permissions.add(permission);
    }
}
