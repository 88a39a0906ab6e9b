package io.bactrian.simulate.jira;

import io.bactrian.simulate.VendorContract;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Atlassian's own description of Jira. */
public final class JiraContract {

    /** Where Jira is known to answer otherwise than its description says, and why we take Jira's word. */
    private static final Map<Pattern, String> KNOWN = Map.ofEntries(
            known(
                    "GET /rest/api/2/serverInfo: no such operation",
                    "The Cloud has version 2 beside 3, other editions have it alone, and which it is has to be asked first."),
            known(
                    ".*istories\\[]\\.items\\[]\\.(from|to): null found, string expected",
                    "Recorded answers have null where a changed field has no id, such as the summary."),
            known(
                    "GET .*/changelog 200: .*\\.items\\[]\\.(from|to): null found, string expected",
                    "As above, in the endpoint of one issue."),
            known(
                    "GET .*/fieldconfiguration 200: .*property '(id|isDefault)' is not defined .*",
                    "The schema is that of a request; the document's own example has both."),
            known(
                    ".*changelog/bulkfetch 200: .*\\.created: integer found, string expected",
                    "The bulk endpoint gives instants as numbers, as its own example shows; the schema is that of one issue."),
            known(
                    "GET .*/gadget 200: .*\\.position: .*(column|row).*",
                    "The schema names the two positions by what describes them; the document's own example has row and column."),
            known(
                    "GET .*/remotelink 200: \\$: array found, object expected",
                    "The schema is that of one link; the description and the example are those of a list."));

    private JiraContract() {}

    private static Map.Entry<Pattern, String> known(String violation, String reason) {
        return Map.entry(Pattern.compile(violation), reason);
    }

    public static VendorContract load() throws IOException {
        return VendorContract.load("jira/swagger-v3.v3.json", "/ex/jira/[^/]+", KNOWN)
                .and("jira-software/software-swagger.v3.json");
    }
}
