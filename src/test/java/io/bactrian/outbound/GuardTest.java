package io.bactrian.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bactrian.failure.FailureCategory;
import io.bactrian.failure.ToolFailure;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses may be called, in every spelling that has been used to get around such a check. */
class GuardTest {
    private static final Guard STRICT = new Guard(List.of());

    private static ToolFailure refusal(Guard guard, String address) {
        try {
            guard.check(URI.create(address));
        } catch (ToolFailure refused) {
            return refused;
        }
        throw new AssertionError(address + " may be called");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1",
                "https://127.8.9.10",
                "https://0.0.0.0",
                "https://0.1.2.3",
                "https://10.0.0.1",
                "https://172.16.0.1",
                "https://172.31.255.255",
                "https://192.168.1.1",
                "https://192.0.0.8",
                "https://198.18.0.1",
                "https://100.64.0.1",
                "https://100.127.255.255",
                "https://224.0.0.1",
                "https://240.0.0.1",
                "https://255.255.255.255",
                "https://169.254.0.1",
                "https://localhost",
                "https://LOCALHOST",
                "https://[::1]",
                "https://[::]",
                "https://[0:0:0:0:0:0:0:1]",
                "https://[fc00::1]",
                "https://[fd12:3456::1]",
                "https://[fe80::1]",
                "https://[ff02::1]",
                "https://[::ffff:127.0.0.1]",
                "https://[::ffff:a00:1]",
                "https://[::10.0.0.1]",
                "https://[64:ff9b::10.0.0.1]",
                "https://[64:ff9b::a9fe:a9fe]",
                "https://[64:ff9b:1::10.0.0.1]",
                "https://[2002:7f00:1::]",
                "https://[2002:a9fe:a9fe::1]",
                "https://[2001:db8::1]",
                "https://192.0.2.1",
                "https://198.51.100.1",
                "https://203.0.113.1"
            })
    void anAddressOfNoPublicNetworkIsRefused(String address) {

        ToolFailure refusal = refusal(STRICT, address);

        assertThat(refusal.category()).isEqualTo(FailureCategory.CONFIGURATION);
        assertThat(refusal).hasMessageContaining("network.trusted-hosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://2130706433",
                "https://0x7f000001",
                "https://0X7F.1",
                "https://0x7f.0x0.0x0.0x1",
                "https://017700000001",
                "https://0177.0.0.1",
                "https://0251.0376.0251.0376",
                "https://2852039166",
                "https://0xa9fea9fe",
                "https://127.1",
                "https://127.0.1",
                "https://127.0.0.01",
                "https://8.8.8.08",
                "https://127.0.0.1.",
                "https://169.254.169.254.",
                "https://256.0.0.1",
                "https://1.2.3.4.5"
            })
    void numbersInAnyOtherSpellingAreRefused(String address) {

        ToolFailure refusal = refusal(STRICT, address);

        assertThat(refusal.category()).isEqualTo(FailureCategory.CONFIGURATION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user@example.com",
                "https://user:password@example.com",
                "https://example.com@127.0.0.1",
                "https://:@127.0.0.1",
                "https://①②⑦.⓪.⓪.①",
                "https://１２７.0.0.1",
                "https://127。0。0。1",
                "https://ⓛocalhost",
                "https://localhost.",
                "https://LocalHost.",
                "https://exam_ple.com",
                "https://-example.com",
                "https://[fe80::1%25lo]",
                "https:///path",
                "https:example.com",
                "//example.com",
                "example.com"
            })
    void whatIsNoPlainHostNameIsRefused(String address) {

        ToolFailure refusal = refusal(STRICT, address);

        assertThat(refusal.category()).isEqualTo(FailureCategory.CONFIGURATION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "HTTP", "ftp", "file", "gopher", "jar", "ldap", "ws", "exec"})
    void onlyHttpsIsCalled(String scheme) {

        ToolFailure refusal = refusal(STRICT, scheme + "://8.8.8.8/");

        assertThat(refusal).hasMessageContaining("only https is called");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp", "file", "gopher"})
    void aTrustedHostIsCalledByHttpButByNothingElse(String scheme) {

        ToolFailure refusal = refusal(new Guard(List.of("8.8.8.8")), scheme + "://8.8.8.8/");

        assertThat(refusal).hasMessageContaining("only https is called");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://8.8.8.8", "HTTPS://8.8.8.8:8443/jira", "https://[2606:4700::1111]", "https://100.63.0.1"
            })
    void aPublicAddressIsCalledByHttps(String address) {
        assertThatCode(() -> STRICT.check(URI.create(address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1", "https://127.0.0.1:8443", "http://[::1]:8080", "http://localhost:99"})
    void aTrustedHostIsCalled(String address) {
        Guard trusting = new Guard(List.of(" 127.0.0.1", "[::1]:8080", "LocalHost", ""));

        assertThatCode(() -> trusting.check(URI.create(address))).doesNotThrowAnyException();
    }

    @Test
    void aHostTrustedOnOnePortIsNotTrustedOnAnother() {
        Guard trusting = new Guard(List.of("127.0.0.1:8080"));

        assertThat(refusal(trusting, "http://127.0.0.1:8081")).hasMessageContaining("only https");
        assertThat(refusal(trusting, "https://127.0.0.1")).hasMessageContaining("private addresses");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "100.100.100.200",
                "[fd00:ec2::254]",
                "[fe80::1]",
                "[::ffff:169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]"
            })
    void metadataOfACloudIsNotEvenCalledWhenItIsTrusted(String host) {

        ToolFailure refusal = refusal(new Guard(List.of(host)), "http://" + host);

        assertThat(refusal).hasMessageContaining("never called");
    }

    @Test
    void anUnknownHostIsANetworkFailure() {

        ToolFailure refusal = refusal(STRICT, "https://no-such-host.invalid");

        assertThat(refusal.category()).isEqualTo(FailureCategory.NETWORK);
        assertThat(refusal).hasMessage("the host no-such-host.invalid is not known");
    }

    /** What a name stands for may have changed since it was checked: the addresses given here are the ones connected to. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "[::1]", "10.0.0.1", "169.254.169.254", "::ffff:127.0.0.1"})
    void anAddressThatMayNotBeCalledIsNotResolvedForAConnection(String host) {
        assertThatThrownBy(() -> STRICT.resolve(host))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("may not be called");
    }

    @ParameterizedTest
    @CsvSource({
        "LOCALHOST:8080, LocalHost",
        "localhost, LOCALHOST",
        "[::1]:8080, ::1",
        "[::1], [::1]",
        "127.0.0.1:1, 127.0.0.1"
    })
    void theAddressesOfATrustedHostAreResolvedForAConnection(String trusted, String host) throws Exception {

        InetAddress[] addresses = new Guard(List.of(trusted)).resolve(host);

        assertThat(addresses).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
    }

    @Test
    void trustInOneNameIsNoneInAnotherOfTheSameAddress() {
        Guard trusting = new Guard(List.of("127.0.0.1"));

        assertThatThrownBy(() -> trusting.resolve("localhost")).isInstanceOf(UnknownHostException.class);
        assertThat(refusal(trusting, "http://localhost")).hasMessageContaining("only https");
    }
}
