package io.bactrian.simulate.trello;

import io.bactrian.simulate.VendorContract;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

/** Atlassian's own description of Trello. */
public final class TrelloContract {
    /** Where Trello is known to answer otherwise than its description says, and why we take Trello's word. */
    private static final Map<Pattern, String> KNOWN = Map.of(
            Pattern.compile("GET /boards/\\{id}/cards/\\{filter}: unknown parameter (limit|before|since|fields"
                    + "|attachments|checklists|customFieldItems)"),
            "The description names no parameter here; the guide to nested resources and paging does.",
            Pattern.compile("GET /(organizations/\\{id}|boards/\\{id}|checklists/\\{id}|boards/\\{id}/checklists"
                    + "|organizations/\\{id}/members|boards/\\{id}/members)(/[a-z]+)?: unknown parameter fields"),
            "Every resource takes fields, says the guide; recordings ask so.",
            Pattern.compile(".*: \\$(\\[])?\\.memberships: array found, string expected"),
            "Recorded boards have an array of memberships.",
            Pattern.compile(".*\\.memberships\\[]: object found, string expected"),
            "Recorded organizations have whole memberships, not their ids.",
            Pattern.compile("GET /organizations/\\{id}/boards 200: .* must be valid to one and only one schema.*"),
            "The description gives a shape of its own there; the boards are those of members.",
            Pattern.compile("GET /cards/\\{id} 200: \\$\\.labels\\[]: .*"),
            "Recorded cards have whole labels, not their ids.",
            Pattern.compile(".*\\.idAttachmentCover: null found, string expected"),
            "Recorded cards without a cover have null.",
            Pattern.compile("GET /boards/\\{id}/memberships 200: \\$: array found, object expected"),
            "There are many of them, and recorded answers are arrays.");

    private TrelloContract() {}

    public static VendorContract load() throws IOException {
        return VendorContract.load("trello/swagger.v3.json", "/1", KNOWN, 400, 401, 403, 404);
    }
}
