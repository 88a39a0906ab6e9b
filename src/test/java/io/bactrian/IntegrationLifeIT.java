package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.RestClient.Told;
import io.bactrian.connection.IntegrationStatus;
import org.junit.jupiter.api.Test;

/** How an integration is tested, disconnected, connected again and removed. */
class IntegrationLifeIT extends WithOneIntegration {
    /** The lists of boards cannot be tried on a site without a board. */
    @Test
    void aTestTellsWhatTheAccountMayRead() throws Exception {
        Told before = rest.get(id);

        Told test = rest.post(id, "test");

        assertThat(test.body().path("latencyMs").isNumber()).isTrue();
        assertThat(test.body().path("permissions"))
                .isNotEmpty()
                .allMatch(permission -> permission.path("readable").asBoolean()
                        || permission.path("reason").asText().startsWith("not tried: no record of"));
        assertThat(rest.get(id).etag()).isEqualTo(before.etag());
    }

    @Test
    void whatIsDisconnectedKeepsItsCredentialAndIsConnectedWithIt() throws Exception {
        Told disconnected = rest.post(id, "disconnect");
        Told sync = rest.post(id, "sync");
        Told connected = rest.post(id, "connect");

        assertThat(disconnected.body().path("status").asText()).isEqualTo("disconnected");
        assertThat(sync.status()).isEqualTo(422);
        assertThat(connected.body().path("status").asText()).isEqualTo("connected");
        assertThat(credentials()).isOne();
    }

    @Test
    void whatCannotBeConnectedStaysDisconnected() throws Exception {
        rest.post(id, "disconnect");
        rest.send("PATCH", "/" + id + "?connect=false", "*", WRONG);

        Told answer = rest.post(id, "connect");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("category").asText()).isEqualTo("authentication");
        assertThat(stored().status()).isEqualTo(IntegrationStatus.DISCONNECTED);
    }

    @Test
    void aRemovalThatCannotBeWrittenDownDestroysNoCredential() throws Exception {
        running.jdbi()
                .useHandle(handle -> handle.execute("alter table bactrian.audit_entries add constraint refused"
                        + " check (action <> 'deleteIntegration' or result <> 'done') not valid"));
        Told answer;
        try {
            answer = rest.delete(id);
        } finally {
            running.jdbi()
                    .useHandle(handle -> handle.execute("alter table bactrian.audit_entries drop constraint refused"));
        }

        assertThat(answer.status()).isEqualTo(500);
        assertThat(credentials()).isOne();
        assertThat(rest.delete(id).status()).isEqualTo(204);
        assertThat(credentials()).isZero();
    }
}
