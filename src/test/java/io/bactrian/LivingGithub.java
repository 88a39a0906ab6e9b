package io.bactrian;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.github.Github;
import io.bactrian.simulate.github.GithubSettings;
import io.bactrian.simulate.github.SimulatedGithub;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** A GitHub in which issues, pull requests and comments come, change, are transferred and go, and repositories are hidden. */
final class LivingGithub extends LivingTool {
    private static final List<String> TO_ISSUES =
            List.of("rename", "close", "comment", "comment", "edit_comment", "delete_comment", "delete", "transfer");

    private final SimulatedGithub simulated;
    private final Github github;
    private final Set<String> hidden = new HashSet<>();

    private LivingGithub(SimulatedGithub simulated) {
        super("github", simulated);
        this.simulated = simulated;
        this.github = simulated.github();
    }

    static LivingGithub start(long seed) {
        return new LivingGithub(SimulatedGithub.start(GithubSettings.defaults()
                .withRepositories(3)
                .withIssues(10)
                .withSeed(seed)
                .withHourly(1_000_000)));
    }

    @Override
    void happen(Random chance) {
        List<String> issues = github.ids("issues");
        if (chance.nextInt(25) == 0) {
            toggle("hidden", github.ids("repositories"), chance, this::hide);
        } else if (issues.size() < 5 || chance.nextInt(5) == 0) {
            github.change(chance.nextBoolean() ? "create" : "create_pull", pick(github.ids("repositories"), chance));
        } else if (chance.nextInt(3) == 0) {
            github.change(pick(TO_ISSUES, chance), pick(issues, chance));
        } else {
            github.changeSomething();
        }
    }

    private void hide(String repository, boolean isHidden) {
        github.change(isHidden ? "hide" : "show", repository);
        if (isHidden) {
            hidden.add(repository);
        } else {
            hidden.remove(repository);
        }
    }

    private boolean isShown(String id) {
        return !hidden.contains(id.substring(0, id.indexOf('/')));
    }

    @Override
    List<ShownRecords> shown() {
        return List.of(ShownRecords.of(
                "id",
                github.ids("comments").stream()
                        .filter(this::isShown)
                        .map(id -> github.truth("comments", id))
                        .toList(),
                "comments"));
    }

    @Override
    ObjectNode credentials() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("token", simulated.settings().token());
    }
}
