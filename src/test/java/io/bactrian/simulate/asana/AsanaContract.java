package io.bactrian.simulate.asana;

import io.bactrian.simulate.VendorContract;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Asana's own description of itself. */
public final class AsanaContract {
    /** Where Asana is known to answer otherwise than its description says, and why we take Asana's word. */
    private static final Map<Pattern, String> KNOWN = Map.of(
            Pattern.compile(".*: \\$\\.next_page: null found, object expected"),
            "The last page has null, as the guide to pagination says and recordings show.",
            Pattern.compile("GET /tasks/\\{task_gid} 200: \\$\\.data\\.(assignee|parent): null found, object expected"),
            "A task of nobody, or of no other task, has null there, as recordings show.",
            Pattern.compile(".*\\.date_value\\.date_time: null found, string expected"),
            "A date without a time has null there, as the words beside its type say.",
            Pattern.compile("GET /(workspaces/\\{workspace_gid}|teams/\\{team_gid})/users: unknown parameter limit"),
            "The guide to pagination has limit for every list; here the description leaves it out.");

    private AsanaContract() {}

    public static VendorContract load() throws IOException {
        return VendorContract.load("asana/asana_oas.yaml", "/api/1.0", KNOWN, 402);
    }
}
