package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the next page is, as an answer says, and where nothing is ever sent. */
final class NextAddressTest {
    private static final String ASKED = "https://tool.example/api/tickets?page=1";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <https://a/x?page=2>; rel="next"                                   | https://a/x?page=2
            <https://a/1>; rel="prev", <https://a/3>; rel="next"               | https://a/3
            </3?q=a,b;c>; title="a, <b>; rel=prev"; rel=next                   | /3?q=a,b;c
            <https://a/3>;REL="last NEXT";x                                    | https://a/3
            """)
    void theHeaderNamesIt(String header, String next) {
        assertThat(LinkHeader.next(header)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "next",
                "<https://a/3>",
                "<https://a/3>; rel=prev",
                "<https://a/3>; rel=nextish",
                "<https://a/3>; rel=prev; rel=next",
                "<https://a/3>; title=\"rel=next\""
            })
    void theHeaderNamesNone(String header) {
        assertThat(LinkHeader.next(header)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            https://tool.example/other?page=2        | https://tool.example/other?page=2
            https://TOOL.example:443/api/x           | https://tool.example/api/x
            /elsewhere?page=2#top                    | https://tool.example/elsewhere?page=2
            ?page=2                                  | https://tool.example/api/?page=2
            items?filter[a]=b c^d                    | https://tool.example/api/items?filter[a]=b%20c%5Ed
            """)
    void aLinkIsFollowedOnTheSameOrigin(String link, String address) throws ToolFailure {
        assertThat(destination(new Signature.None()).follow(link, ASKED)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/api/tickets?page=2",
                "http://tool.example/api/tickets?page=2",
                "https://tool.example:8443/x",
                "//evil.example/x",
                "https://tool.example@evil.example/x",
                "https://user@tool.example/x",
                "https://tool.example.evil.example/x",
                "file:///etc/passwd",
                "javascript:alert(1)"
            })
    void aLinkElsewhereIsAFailure(String link) {
        assertThatExceptionOfType(ToolFailure.class)
                .isThrownBy(() -> destination(new Signature.None()).follow(link, ASKED))
                .withMessage("the address of the next page would leave tool.example")
                .matches(failure -> failure.category() == FailureCategory.INVALID_DATA);
    }

    @Test
    void whatIsNoAddressIsAFailure() {
        assertThatExceptionOfType(ToolFailure.class)
                .isThrownBy(() -> destination(new Signature.None()).follow("https://%zz", ASKED))
                .withMessage("the address of the next page cannot be read");
    }

    /** It would be stored as a position. */
    @Test
    void aKeyThatTheToolWroteIntoALinkIsTakenOut() throws ToolFailure {
        String address =
                destination(new Signature.Query("api_key", "canary")).follow("/x?api_key=canary&page=2", ASKED);

        assertThat(address).isEqualTo("https://tool.example/x?page=2");
    }

    private static Destination destination(Signature signature) {
        return new Destination(
                CallBench.CONNECTION,
                CallBench.tool(List.of(), Map.of()),
                URI.create("https://tool.example/api"),
                Map.of(),
                Map.of(),
                signature,
                Duration.ofSeconds(1),
                0);
    }
}
