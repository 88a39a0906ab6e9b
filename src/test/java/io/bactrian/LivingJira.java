package io.bactrian;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.jira.FieldChanges;
import io.bactrian.simulate.jira.JiraSettings;
import io.bactrian.simulate.jira.SeedPeriod;
import io.bactrian.simulate.jira.ServerSettings;
import io.bactrian.simulate.jira.SimulatedJira;
import io.bactrian.simulate.jira.SimulatedSite;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Jira in which issues and all that hangs on them, sprints and projects come, change, move and go. */
final class LivingJira extends LivingTool {
    private final SimulatedJira simulated;
    private final SimulatedSite site;

    private LivingJira(SimulatedJira simulated) {
        super("jira", simulated);
        this.simulated = simulated;
        this.site = simulated.site();
    }

    static LivingJira start(long seed) {
        return new LivingJira(
                SimulatedJira.start(JiraSettings.defaults().withIssues(40).withSeed(seed)));
    }

    /** The same as a Data Center serves it. */
    static LivingJira startServer(long seed) {
        return new LivingJira(SimulatedJira.start(JiraSettings.defaults()
                .withIssues(80)
                .withSeed(seed)
                .withBoards(3)
                .asDataCenter()
                .withMostFound(65)
                .withMostResults(15)));
    }

    @Override
    URI address() {
        return simulated.home();
    }

    @Override
    Map<String, String> account() {
        return isServer() ? Map.of("deploymentType", "Server") : Map.of();
    }

    @Override
    void happen(Random chance) {
        List<String> ids = site.ids();
        if (ids.size() < 5) {
            create(chance);
            return;
        }
        String id = pick(ids, chance);
        switch (chance.nextInt(25)) {
            case 0, 1 -> create(chance);
            case 2, 3, 4 -> site.change(id);
            case 5, 6 -> site.transition(id);
            case 7, 8 -> site.comment(id);
            case 9, 10 -> site.worklog(id);
            case 11, 12 -> site.delete(id);
            case 13 -> site.move(id, chance.nextInt(site.projectCount()));
            case 14 -> site.deleteComment(id);
            case 15 -> site.deleteWorklog(id);
            case 16 -> site.deleteAttachment(id);
            case 17, 18 -> site.link(id, pick(ids, chance));
            case 19 -> site.unlink(id, pick(ids, chance));
            case 20 -> rarely(chance);
            case 21 -> changeFields(id, chance);
            default -> site.changeSomething();
        }
    }

    /** A Data Center is asked by the minute in which issues were created; of more than it shows, it tells nobody all. */
    private void create(Random chance) {
        if (isServer()) {
            site.importIssue(SeedPeriod.FROM.plusSeconds(chance.nextLong(SeedPeriod.LENGTH.toSeconds())));
        } else {
            site.create();
        }
    }

    private boolean isServer() {
        return simulated.settings().server() != null;
    }

    /** None is removed: Jira does not tell which issues lose something with it. */
    private void changeFields(String issue, Random chance) {
        FieldChanges fields = site.fields();
        String field = pick(fields.ids(), chance);
        switch (chance.nextInt(4)) {
            case 0 -> fields.add("Field " + chance.nextInt(5), chance.nextBoolean() ? "number" : "string");
            case 1 -> fields.rename(field, "Field " + chance.nextInt(5));
            case 2 -> fields.retype(field, chance.nextBoolean() ? "number" : "string");
            default -> fields.fill(issue, field, IntNode.valueOf(chance.nextInt(100)));
        }
    }

    private void rarely(Random chance) {
        List<String> projects = IntStream.range(0, site.projectCount())
                .mapToObj(String::valueOf)
                .toList();
        List<String> sprints = site.boards().sprintIds();
        switch (chance.nextInt(4)) {
            case 0 ->
                toggle(
                        "archived",
                        projects,
                        chance,
                        (project, is) -> site.archiveProject(Integer.parseInt(project), is));
            case 1 ->
                toggle("hidden", projects, chance, (project, is) -> site.hideProject(Integer.parseInt(project), is));
            case 2 -> sprints.stream().findFirst().ifPresent(site.boards()::close);
            default -> {
                if (sprints.size() > 2) {
                    site.boards().deleteSprint(pick(sprints, chance));
                }
            }
        }
    }

    @Override
    List<ShownRecords> shown() {
        return List.of(
                shown(site.ids().stream().map(site::truth), "issues"),
                shown(site.projects().stream(), "projects"),
                shown(site.fields().all().stream(), "fields"));
    }

    private ShownRecords shown(Stream<? extends JsonNode> records, String stream) {
        return ShownRecords.of("id", records.map(simulated::shown).toList(), stream);
    }

    @Override
    ObjectNode credentials() {
        ServerSettings server = simulated.settings().server();
        if (server != null) {
            return JsonNodeFactory.instance.objectNode().put("accessToken", server.token());
        }
        return JsonNodeFactory.instance
                .objectNode()
                .put("username", simulated.settings().username())
                .put("apiToken", simulated.settings().apiToken());
    }
}
