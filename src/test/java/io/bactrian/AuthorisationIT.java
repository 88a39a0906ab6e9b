package io.bactrian;

import static org.assertj.core.api.Assertions.assertThat;

import io.bactrian.access.Role;
import io.bactrian.api.Contract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The whole authorisation table: every route of the running service, every role, every kind of stranger, every trick. */
final class AuthorisationIT extends WithEveryRole {
    @Test
    void routerTableAndContractNameTheSameOperations() throws IOException {
        Set<String> table = new TreeSet<>(roles().keySet());
        Set<String> contract = new TreeSet<>();
        new Contract().operations().forEach(operation -> contract.add(operation.verb() + " " + operation.path()));

        assertThat(new TreeSet<>(surface.below("/api/"))).isEqualTo(contract);
        assertThat(table.stream().filter(operation -> operation.contains(" /api/")))
                .containsExactlyInAnyOrderElementsOf(contract);
    }

    /** Of what is outside of the interface each is meant, and every line that is public says why. */
    @Test
    void whatIsPublicIsMeantToBe() throws IOException {
        List<String[]> open = table().filter(cells -> cells[2].equals("public")).toList();

        assertThat(open).allSatisfy(cells -> assertThat(cells).hasSize(4));
        assertThat(open)
                .extracting(cells -> cells[0] + " " + cells[1])
                .filteredOn(operation -> operation.contains("/api/"))
                .containsExactly("POST /api/v1/session");
    }

    @Test
    void everyOperationAnswersEveryRoleAsTheTableSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, String> line : apiRoles().entrySet()) {
            for (Role role : Role.values()) {
                int status = status(line.getKey(), KEYS.get(role));
                boolean allowed = role.includes(Role.of(line.getValue()));
                if (allowed == (status == 403) || status == 401 || status >= 500) {
                    wrong.add(role + " " + line + " -> " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void noOperationAnswersAStranger() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String operation : apiRoles().keySet()) {
            for (String key : new String[] {"", "bk_garbage-garbage-garbage-garbage-garbage", expired}) {
                int status = status(operation, key);
                if (status != 401 && status != 429) {
                    wrong.add(operation + " with '" + key + "' -> " + status);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /** Whoever may not do a thing must not be able to by spelling it in another way, nor a stranger do anything. */
    @Test
    void noSpellingOpensAnOperation() throws IOException {
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Map.Entry<String, String> line : apiRoles().entrySet()) {
            String verb = line.getKey().split(" ")[0];
            boolean viewersMay = line.getValue().equals("viewer");
            for (String path : spellings(filled(line.getKey()))) {
                tried++;
                int stranger = raw.status(verb, path);
                int viewer = raw.status(verb, path, "Authorization: Bearer " + KEYS.get(Role.VIEWER));
                if (stranger / 100 != 4 || (!viewersMay && viewer / 100 != 4)) {
                    wrong.add(verb + " " + path + " -> " + stranger + ", " + viewer);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(tried).isGreaterThan(300);
    }

    private static List<String> spellings(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        String before = path.substring(0, path.lastIndexOf('/') + 1);
        return List.of(
                "/" + path,
                before + "/" + last,
                before + "./" + last,
                before + "x/../" + last,
                before + "x/%2e%2e/" + last,
                before + "x/..;/" + last,
                before + "%2e/" + last,
                before + "%" + Integer.toHexString(last.charAt(0)) + last.substring(1),
                path.replaceFirst("/v1/", "%2fv1%2f"),
                path.replaceFirst("/api/", "/docs/../api/"),
                path.replaceFirst("/api/", "/docs/..%2fapi/"),
                path.replaceFirst("/api/", "/docs;/../api/"),
                path.replaceFirst("/api/", "/API/"),
                before + last.toUpperCase(Locale.ROOT),
                path + "/",
                path + "//",
                path + ";x=1",
                path + "/configs",
                path + ".json",
                path + "%00",
                path + "%20",
                path + "?/docs/",
                path + "?_method=GET");
    }

    @Test
    void noHeaderOrVerbStandsInForAnother() throws IOException {
        List<String> wrong = new ArrayList<>();
        String viewer = "Authorization: Bearer " + KEYS.get(Role.VIEWER);
        for (String operation : apiRoles().keySet()) {
            String path = filled(operation);
            for (String header :
                    List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-Method")) {
                refused(wrong, "GET", path, raw.status("HEAD", path, header + ": DELETE"), 401);
            }
            for (String rewritten : List.of("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix")) {
                refused(wrong, "GET", path, raw.status("GET", path, rewritten + ": /openapi.yaml"), 401);
            }
            refused(wrong, "HEAD", path, raw.status("HEAD", path), 401);
            refused(wrong, "OPTIONS", path, raw.status("OPTIONS", path), 401);
            refused(wrong, "OPTIONS", path, raw.status("OPTIONS", path, viewer), 405);
            refused(wrong, "TRACE", path, raw.status("TRACE", path, viewer), 405);
            refused(wrong, "get", path, raw.status("get", path), 401);
        }

        assertThat(wrong).isEmpty();
    }

    private static void refused(List<String> wrong, String verb, String path, int status, int expected) {
        if (status != expected) {
            wrong.add(verb + " " + path + " -> " + status);
        }
    }
}
