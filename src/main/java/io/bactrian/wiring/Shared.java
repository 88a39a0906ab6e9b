package io.bactrian.wiring;

import io.bactrian.connection.ConnectionRegistry;
import io.bactrian.credential.Credentials;
import io.bactrian.credential.MasterKey;
import io.bactrian.credential.MasterKeySettings;
import io.bactrian.credential.Pseudonyms;
import io.bactrian.credential.Vault;
import io.bactrian.failure.FailureSettings;
import io.bactrian.failure.Retries;
import io.bactrian.outbound.Budgets;
import io.bactrian.outbound.Buffers;
import io.bactrian.outbound.Door;
import io.bactrian.outbound.Guard;
import io.bactrian.run.Runs;
import io.bactrian.store.Database;
import io.bactrian.store.Leases;
import io.bactrian.tool.Tools;
import io.bactrian.usage.Traffic;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** What more than one feature works with, made once and in the order in which it depends on each other. */
final class Shared {
    final Clock clock = Clock.systemUTC();
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final Tools tools = new Tools();
    final Buffers buffers = new Buffers();
    final ServiceSettings settings;
    final FailureSettings failures;
    final Database database;
    final Jdbi jdbi;
    final Credentials credentials;
    final Pseudonyms pseudonyms;
    final ConnectionRegistry connections;
    final Budgets budgets;
    final Traffic traffic;
    final Door door;
    final Leases leases;
    final Runs runs;
    final Retries retries;

    Shared(Settings values, Database database) {
        this.settings = new ServiceSettings(values);
        this.failures = settings.failures();
        this.database = database;
        this.jdbi = database.jdbi();
        Guard guard = new Guard(values.list("network.trusted-hosts"));
        MasterKey masterKey = masterKey(jdbi, settings.masterKey());
        this.credentials = new Credentials(jdbi, new Vault(masterKey));
        credentials.checkKey();
        this.pseudonyms = new Pseudonyms(masterKey);
        this.connections = new ConnectionRegistry(jdbi, credentials, tools, guard, meters, clock);
        this.budgets = new Budgets(connections, failures.longestRedelivery(), clock);
        this.traffic = new Traffic(jdbi, clock);
        this.door = new Door(connections, buffers, guard, budgets, traffic, clock, "Bactrian/" + Version.number());
        this.leases = new Leases(jdbi);
        this.runs = new Runs(jdbi, leases, connections, settings.runs(), clock);
        this.retries = new Retries(failures, meters);
    }

    private static MasterKey masterKey(Jdbi jdbi, MasterKeySettings settings) {
        return Credentials.isSealed(jdbi) ? MasterKey.existing(settings) : MasterKey.load(settings);
    }
}
