package io.bactrian.connection;

import com.fasterxml.jackson.databind.JsonNode;
import io.bactrian.access.Caller;
import io.bactrian.connection.Integration.StreamPermission;
import io.bactrian.connection.frequency.SyncFrequency;
import io.bactrian.tool.ConfigProblem;
import io.bactrian.tool.StreamDeclaration;
import io.bactrian.tool.Tool;
import io.bactrian.tool.declaration.IntegrationTool;
import io.bactrian.tool.own.OwnTool;
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
    private final Tool declared;
    private final JsonNode config;
    private final Map<String, String> account = new TreeMap<>();
    private final List<StreamPermission> permissions = new ArrayList<>();
    private final Samples samples = new Samples();
    private final ScopeTrial scopeTrial = new ScopeTrial();
    private final List<ConfigProblem> mistakes = new ArrayList<>();
    private Tool tool;
    private UUID spender;
    private @Nullable StreamDeclaration tried;
    private @Nullable Long latencyMs;

    Attempt(UUID id, Caller caller, NewIntegration request, Tool declared, JsonNode config) {
        this.id = id;
        this.spender = id;
        this.caller = caller;
        this.request = request;
        this.declared = declared;
        this.config = config;
        this.tool = own();
    }

    private Tool own() {
        Tool ofAccount = IntegrationTool.of(declared, config, account);
        return OwnTool.of(ofAccount, request.scope(), request.dataMapping());
    }

    public UUID id() {
        return id;
    }

    /** Has its calls count for an integration whose credential it uses, in limits as in usage. */
    Attempt spendingOf(UUID integrationId) {
        spender = integrationId;
        return this;
    }

    /** Whose limits its calls are spent of: its own unless it is made for an integration. */
    UUID spender() {
        return spender;
    }

    Caller caller() {
        return caller;
    }

    /** Name of the tool, for the routes' expressions. */
    public String getTool() {
        return tool.name();
    }

    /** The tool as its files say. */
    Tool declared() {
        return declared;
    }

    /** The tool as the integration reads it, by what is known of the account. */
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

    /** Notes what the tool told of the account. */
    void told(Map<String, String> told) {
        account.putAll(told);
        tool = own();
    }

    void answered(Map<String, String> told, long latencyMs) {
        told(told);
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
