package io.bactrian.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.connection.ConnectionState.Connected;
import io.bactrian.connection.ConnectionState.Connecting;
import io.bactrian.connection.ConnectionState.Disconnected;
import io.bactrian.connection.ConnectionState.Failing;
import io.bactrian.connection.ConnectionState.Pausable;
import io.bactrian.connection.ConnectionState.Paused;
import io.bactrian.connection.ConnectionState.Reauthorize;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ways lead from where to where. */
class ConnectionStateTest {
    private static final Map<String, ConnectionState> STATES = Map.of(
            "disconnected", new Disconnected(),
            "connecting", new Connecting(),
            "connected", new Connected(),
            "reauthorize", new Reauthorize(),
            "failing", new Failing(),
            "paused from connected", paused(new Connected()),
            "paused from reauthorize", paused(new Reauthorize()),
            "paused from failing", paused(new Failing()));

    private static Paused paused(Pausable before) {
        return new Paused(before, "maintenance");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # state                 | answered  | refused      | failed       | credentialLost          | disconnect   | connect    | pause                   | resume      | reauthorize
            disconnected            | -         | -            | -            | reauthorize             | disconnected | connecting | -                       | -           | -
            connecting              | connected | disconnected | disconnected | reauthorize             | disconnected | -          | -                       | -           | -
            connected               | connected | reauthorize  | failing      | reauthorize             | disconnected | -          | paused from connected   | -           | -
            reauthorize             | connected | reauthorize  | reauthorize  | reauthorize             | disconnected | -          | paused from reauthorize | -           | -
            failing                 | connected | reauthorize  | failing      | reauthorize             | disconnected | -          | paused from failing     | -           | -
            paused from connected   | -         | -            | -            | paused from reauthorize | disconnected | -          | paused from connected   | connected   | paused from connected
            paused from reauthorize | -         | -            | -            | paused from reauthorize | disconnected | -          | paused from reauthorize | reauthorize | paused from connected
            paused from failing     | -         | -            | -            | paused from reauthorize | disconnected | -          | paused from failing     | failing     | paused from connected
            """)
    void aStateOffersTheWaysThatLeadOutOfItAndNoOthers(
            String state,
            String answered,
            String refused,
            String failed,
            String credentialLost,
            String disconnect,
            String connect,
            String pause,
            String resume,
            String reauthorize)
            throws ReflectiveOperationException {
        Map<String, String> expected = new TreeMap<>();
        expected.put("answered", answered);
        expected.put("refused", refused);
        expected.put("failed", failed);
        expected.put("credentialLost", credentialLost);
        expected.put("disconnect", disconnect);
        expected.put("connect", connect);
        expected.put("pause", pause);
        expected.put("resume", resume);
        expected.put("reauthorize", reauthorize);
        expected.values().removeIf(name -> name == null);

        Map<String, String> offered = offered(STATES.get(state));

        assertThat(offered).isEqualTo(expected);
    }

    @Test
    void aPauseIsNamedAnewWithoutForgettingWhatItInterrupted() {
        Paused paused = new Failing().pause("first");

        Paused again = paused.pause("second");

        assertThat(again).isEqualTo(new Paused(new Failing(), "second"));
    }

    /** Every public way out of a state, by name, with the name of where it leads. */
    private static Map<String, String> offered(ConnectionState state) throws ReflectiveOperationException {
        Map<String, String> ways = new TreeMap<>();
        for (Method method : state.getClass().getMethods()) {
            boolean isWay = ConnectionState.class.isAssignableFrom(method.getReturnType())
                    && !method.isBridge()
                    && !method.getName().equals("before");
            if (isWay) {
                Object[] reason = method.getParameterCount() == 0 ? new Object[0] : new Object[] {"maintenance"};
                ways.put(method.getName(), name(method.invoke(state, reason)));
            }
        }
        return ways;
    }

    private static String name(Object state) {
        return STATES.entrySet().stream()
                .filter(named -> named.getValue().equals(state))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyStatusIsTheStatusOfAState() {
        assertThat(STATES.values())
                .extracting(ConnectionState::status)
                .containsAll(Arrays.asList(IntegrationStatus.values()));
    }
}
