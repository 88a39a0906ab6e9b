package io.bactrian.sync.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.tool.Feed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the records of feeds say, in the shapes that Asana and Trello give them. */
final class TellingTest {
    private static final Feed EVENTS = new Feed(
            false,
            Map.of(
                    "tasks",
                    new Feed.Tells(
                            List.of("/resource/gid"),
                            Map.of("/resource/resource_type", List.of("task")),
                            Map.of("/action", List.of("deleted")))));

    private static final Feed ACTIONS = new Feed(
            true,
            Map.of(
                    "cards",
                    new Feed.Tells(List.of("/data/card/id"), Map.of(), Map.of("/type", List.of("deleteCard"))),
                    "comments",
                    new Feed.Tells(
                            List.of("/data/action/id"),
                            Map.of("/type", List.of("updateComment", "deleteComment")),
                            Map.of("/type", List.of("deleteComment")))));

    @Test
    void anEventTellsOfItsResource() throws IOException {
        assertThat(told(EVENTS, """
                {"action": "changed", "resource": {"gid": "12", "resource_type": "task"}}
                """)).containsExactly(new Report("tasks", "12", false));
    }

    @Test
    void whatIsNotAskedForIsNotTold() throws IOException {
        assertThat(told(EVENTS, """
                {"action": "added", "resource": {"gid": "12", "resource_type": "story"}, "parent": {"gid": "13"}}
                """)).isEmpty();
    }

    @Test
    void oneRecordMayTellOfSeveralStreams() throws IOException {
        assertThat(told(ACTIONS, """
                {"type": "deleteComment", "data": {"action": {"id": "a7"}, "card": {"id": "c5"}}}
                """))
                .containsExactlyInAnyOrder(new Report("cards", "c5", false), new Report("comments", "a7", true));
    }

    @Test
    void aDeletionIsTold() throws IOException {
        assertThat(told(ACTIONS, """
                {"type": "deleteCard", "data": {"card": {"id": "c5", "idShort": 3}}}
                """)).containsExactly(new Report("cards", "c5", true));
    }

    @Test
    void aRecordWithoutTheIdTellsNothing() throws IOException {
        assertThat(told(ACTIONS, """
                {"type": "updateBoard", "data": {"card": {"id": null}}}
                """)).isEmpty();
    }

    private static List<Report> told(Feed feed, String record) throws IOException {
        byte[] raw = record.getBytes(StandardCharsets.UTF_8);
        return new Telling(feed).told(raw, 0, raw.length);
    }
}
