package io.bactrian;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.generic.Desk;
import io.bactrian.simulate.generic.DeskSettings;
import io.bactrian.simulate.generic.SimulatedDesk;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** The help desk of the demo, in which tickets, comments, people and projects come, change and go. */
final class LivingDesk extends LivingTool {
    private static final List<String> LISTS = List.of("tickets", "tickets", "comments", "projects", "people");

    private final SimulatedDesk simulated;
    private final Desk desk;
    private final ObjectNode integration;

    private LivingDesk(SimulatedDesk simulated, ObjectNode integration) {
        super("generic", simulated);
        this.simulated = simulated;
        this.desk = simulated.desk();
        this.integration = integration;
    }

    static LivingDesk start(long seed) {
        try (InputStream file = LivingDesk.class.getResourceAsStream("/demo/help-desk.json")) {
            ObjectNode integration = (ObjectNode) new ObjectMapper().readTree(file);
            return new LivingDesk(
                    SimulatedDesk.start(DeskSettings.defaults()
                            .withProjects(4)
                            .withTickets(10)
                            .withSeed(seed)),
                    integration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void happen(Random chance) {
        String list = pick(LISTS, chance);
        List<String> ids = desk.list(list).stream()
                .map(record -> record.path("id").asText())
                .toList();
        List<String> projects = desk.list("projects").stream()
                .map(record -> record.path("id").asText())
                .toList();
        switch (chance.nextInt(10)) {
            case 0 -> desk.createProject();
            case 1, 2 -> desk.createTicket(pick(projects, chance));
            case 3, 4, 5 -> desk.change(list, pick(ids, chance));
            case 6, 7 -> {
                if (ids.size() > 3) {
                    desk.delete(list, pick(ids, chance));
                }
            }
            default -> desk.changeSomething();
        }
    }

    @Override
    URI address() {
        return URI.create(super.address() + "/header");
    }

    @Override
    ObjectNode config() {
        return (ObjectNode) integration.path("config");
    }

    /** The tickets of a deleted project are in no list, their comments are in one with all others. */
    @Override
    List<ShownRecords> shown() {
        List<ObjectNode> projects = desk.list("projects");
        Set<String> ids =
                projects.stream().map(project -> project.path("id").asText()).collect(Collectors.toSet());
        List<ObjectNode> tickets = desk.list("tickets").stream()
                .filter(ticket -> ids.contains(ticket.path("project_id").asText()))
                .toList();
        return List.of(
                ShownRecords.of("id", desk.list("people"), "people"),
                ShownRecords.of("id", projects, "projects"),
                ShownRecords.of("id", tickets, "tickets"),
                ShownRecords.of("id", desk.list("comments"), "comments"));
    }

    @Override
    ObjectNode credentials() {
        return integration
                .withObject("/credentials")
                .put("value", simulated.settings().secret());
    }
}
