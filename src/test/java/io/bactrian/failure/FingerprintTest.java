package io.bactrian.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
    @ParameterizedTest
    @CsvSource({
        "https://acme.example/rest/api/3/issue/10042/comment?startAt=50, GET /rest/api/3/issue/{id}/comment",
        "https://acme.example/rest/api/3/issue/PROJ-7/worklog, GET /rest/api/3/issue/{id}/worklog",
        "https://x.example/ex/jira/3f6c1a52-9d0b-4a57-8a3e-5b1f0c2d4e6f/rest/api/3/field, GET /ex/jira/{id}/rest/api/3/field",
        "https://api.example/1/boards/5f3a9c/cards, GET /1/boards/{id}/cards",
        "https://api.example/api/1.0/projects, GET /api/1.0/projects",
        "https://api.example/v2/items#x, GET /v2/items",
        "https://api.example, GET ''"
    })
    void anOperationIsACallWithoutItsIds(String uri, String operation) {
        assertThat(Fingerprint.operation("GET", uri).strip())
                .isEqualTo(operation.replace("''", "").strip());
    }

    @Test
    void partsDoNotRunIntoEachOther() {
        assertThat(Fingerprint.of("ab", "c")).isNotEqualTo(Fingerprint.of("a", "bc"));
        assertThat(Fingerprint.of("ab", "c"))
                .isEqualTo(Fingerprint.of("ab", "c"))
                .hasSize(16);
    }
}
