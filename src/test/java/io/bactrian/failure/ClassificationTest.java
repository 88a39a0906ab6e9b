package io.bactrian.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLTimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClassificationTest {
    static Stream<Arguments> whatOthersThrow() {
        return Stream.of(
                Arguments.of(new UncheckedIOException(new ConnectException("no")), FailureCategory.NETWORK),
                Arguments.of(new UnknownHostException("acme"), FailureCategory.NETWORK),
                Arguments.of(new SSLHandshakeException("no"), FailureCategory.NETWORK),
                Arguments.of(new SocketTimeoutException("no"), FailureCategory.TIMEOUT),
                Arguments.of(new IllegalStateException(new SQLTimeoutException("no")), FailureCategory.STORAGE),
                Arguments.of(new IllegalStateException("secret"), FailureCategory.UNEXPECTED));
    }

    @ParameterizedTest
    @MethodSource("whatOthersThrow")
    void anExceptionOfOthersHasACategoryAndTellsNothing(Exception thrown, FailureCategory category) {
        ToolFailure failure = Classification.of(thrown);

        assertThat(failure.category()).isEqualTo(category);
        assertThat(failure.getMessage()).doesNotContain("secret", "acme");
    }

    @Test
    void aCategorisedFailureIsFoundAmongTheCauses() {
        ToolFailure failure = ToolFailure.of(FailureCategory.PERMISSION, "no");

        assertThat(Classification.of(new IllegalStateException(failure))).isSameAs(failure);
    }

    @ParameterizedTest
    @CsvSource({
        "rate_limit, RATE_LIMIT",
        "ETIMEDOUT, TIMEOUT",
        "requests.exceptions.ReadTimeout, TIMEOUT",
        "ECONNREFUSED, NETWORK",
        "ENOTFOUND, NETWORK",
        "org.postgresql.util.PSQLException, STORAGE",
        "com.fasterxml.jackson.core.JsonParseException, INVALID_DATA"
    })
    void aNameHasTheCategoryOfWhatItNames(String name, FailureCategory category) {
        assertThat(Classification.byName(name)).contains(category);
    }

    @Test
    void aNameThatSaysNothingHasNone() {
        assertThat(Classification.byName("java.lang.IllegalStateException")).isEmpty();
        assertThat(Classification.byName(null)).isEmpty();
    }
}
