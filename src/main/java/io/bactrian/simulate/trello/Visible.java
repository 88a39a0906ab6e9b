package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the token's member may see of a workspace. */
final class Visible {
    private Visible() {}

    /** The record; what is not there is not found, what is on a board of others is refused. */
    static ObjectNode get(Workspace workspace, String kind, String id) {
        if (!id.matches("[0-9a-f]{24}")) {
            throw new Refusal(400, "invalid id");
        }
        if (!workspace.has(kind, id)) {
            throw Refusal.notFound();
        }
        ObjectNode record = workspace.get(kind, id);
        if (workspace.isHidden(kind, record)) {
            throw Refusal.unauthorized(kind.equals("cards") ? "card " : "");
        }
        return record;
    }
}
