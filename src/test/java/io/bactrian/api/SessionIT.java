package io.bactrian.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A browser as it turns a key into a cookie, works with it, and is kept from being used by other sites. */
final class SessionIT {
    private static final String CANCEL = "/api/v1/runs/" + FakeIntegrationService.RUN + "/cancel";
    private static RunningApi api;

    @BeforeAll
    static void start() throws Exception {
        api = new RunningApi(3);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void theCookieIsHiddenFromScriptsAndOtherSites() throws Exception {
        assertThat(api.browser().setCookie())
                .startsWith("bactrian_session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain("Secure");
    }

    @Test
    void eachLoginHasANewCookie() throws Exception {
        assertThat(api.browser().cookie()).isNotEqualTo(api.browser().cookie());
    }

    @Test
    void aCookieReadsWithoutAndChangesOnlyWithTheToken() throws Exception {
        Browser browser = api.browser();

        int read = api.send(browser.foreignRequest("/api/v1/tools")).statusCode();
        HttpResponse<String> forged = api.send(browser.foreignRequest(CANCEL).POST(BodyPublishers.noBody()));
        HttpResponse<String> wrong = api.send(
                browser.foreignRequest(CANCEL).header("X-CSRF-Token", "x").POST(BodyPublishers.noBody()));
        int own =
                api.send(browser.request(CANCEL).POST(BodyPublishers.noBody())).statusCode();

        assertThat(List.of(read, forged.statusCode(), wrong.statusCode(), own)).containsExactly(200, 403, 403, 202);
        assertThat(RunningApi.json(forged).get("wayOut").asText()).contains("X-CSRF-Token");
    }

    @Test
    void aKeyGoesBeforeACookie() throws Exception {
        Browser browser = api.browser();

        HttpResponse<String> byBoth = api.send(browser.foreignRequest("/api/v1/session")
                .header("Authorization", "Bearer " + RunningApi.key(Role.VIEWER)));
        int byWrongKey = api.send(browser.foreignRequest("/api/v1/session").header("Authorization", "Basic x"))
                .statusCode();

        assertThat(RunningApi.json(byBoth).get("role").asText()).isEqualTo("viewer");
        assertThat(RunningApi.json(byBoth).get("csrfToken").isNull()).isTrue();
        assertThat(byWrongKey).isEqualTo(401);
    }

    @Test
    void whoAsksIsToldToHim() throws Exception {
        Browser browser = api.browser();

        HttpResponse<String> who = api.send(browser.foreignRequest("/api/v1/session"));

        assertThat(RunningApi.json(who).get("role").asText()).isEqualTo("admin");
        assertThat(RunningApi.json(who).get("csrfToken").asText()).isEqualTo(browser.csrfToken());
    }

    @Test
    void afterTheEndACookieIsWorthNothing() throws Exception {
        Browser browser = api.browser();

        HttpResponse<String> end = api.send(browser.request("/api/v1/session").DELETE());

        assertThat(end.statusCode()).isEqualTo(204);
        assertThat(end.headers().firstValue("Set-Cookie")).get().asString().contains("Max-Age=0");
        assertThat(api.send(browser.request("/api/v1/tools")).statusCode()).isEqualTo(401);
    }

    @Test
    void aCookieThatWasNeverGivenOutOpensNothing() throws Exception {
        Browser browser = new Browser(api.browser().address(), "bactrian_session=chosen-by-the-attacker", "x");

        assertThat(api.send(browser.request("/api/v1/tools")).statusCode()).isEqualTo(401);
    }

    @Test
    void wrongKeysAreThrottledLikeElsewhere() throws Exception {
        List<Integer> statuses = new ArrayList<>();
        try (RunningApi strict = new RunningApi(3)) {
            for (String key : List.of("wrong", RunningApi.EXPIRED, "bk_" + "x".repeat(43), "wrong")) {
                HttpResponse<String> answer = strict.post("/api/v1/session", "{\"key\": \"" + key + "\"}");
                statuses.add(answer.statusCode());
                assertThat(answer.body()).doesNotContain(key + "\"");
                assertThat(answer.headers().firstValue("Retry-After").isPresent())
                        .isEqualTo(answer.statusCode() == 429);
            }
        }

        assertThat(statuses).containsExactly(401, 401, 401, 429);
    }
}
