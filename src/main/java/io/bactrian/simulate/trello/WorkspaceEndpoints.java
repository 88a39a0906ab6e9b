package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Answer;
import io.bactrian.simulate.Endpoints;
import io.bactrian.simulate.Json;
import io.bactrian.simulate.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The endpoints of the token, its member and the workspaces. */
final class WorkspaceEndpoints {
    private static final String USUAL_MEMBER = "fullName,username";

    private final Workspace workspace;

    WorkspaceEndpoints(Workspace workspace) {
        this.workspace = workspace;
    }

    void register(Endpoints endpoints) {
        endpoints
                .get("/1/tokens/{}", (request, token) -> token(request))
                .get("/1/members/me", (request, none) -> one(me(), request))
                .get("/1/members/me/boards", (request, none) -> boards(request, board -> true))
                .get("/1/members/me/organizations", (request, none) -> organizations(request))
                .get("/1/members/{}", (request, id) -> one(Visible.get(workspace, "members", id), request))
                .get("/1/organizations/{}", (request, id) -> one(Visible.get(workspace, "organizations", id), request))
                .get(
                        "/1/organizations/{}/boards",
                        (request, id) -> boards(
                                request,
                                board -> board.path("idOrganization").asText().equals(id)))
                .get("/1/organizations/{}/members", (request, id) -> members(request, "organizations", id))
                .get("/1/organizations/{}/memberships", (request, id) -> memberships("organizations", id))
                .get("/1/boards/{}/members", (request, id) -> members(request, "boards", id))
                .get("/1/boards/{}/memberships", (request, id) -> memberships("boards", id));
    }

    private ObjectNode me() {
        return workspace.get("members", workspace.ids("members").get(0));
    }

    private Answer token(Request request) {
        ObjectNode token = Json.object()
                .put("id", workspace.ids("members").get(0))
                .put("identifier", "Bactrian")
                .put("idMember", me().path("id").asText())
                .put("dateCreated", workspace.now().minus(Duration.ofDays(3)).toString())
                .put("dateExpires", workspace.now().plus(Duration.ofDays(27)).toString());
        token.putArray("permissions")
                .addObject()
                .put("idModel", "*")
                .put("modelType", "board")
                .put("read", true)
                .put("write", false);
        return one(token, request);
    }

    private static Answer one(ObjectNode record, Request request) {
        return Answer.json(200, Selection.fields(record, request, "all"));
    }

    private Answer boards(Request request, Predicate<ObjectNode> which) {
        String filter = request.parameters().getOrDefault("filter", "all");
        List<ObjectNode> boards = workspace.all(
                "boards",
                board -> !workspace.isHidden("boards", board) && Selection.isOf(filter, board) && which.test(board));
        return Answer.json(200, Json.array(boards, board -> Selection.fields(board, request, "all")));
    }

    private Answer organizations(Request request) {
        return Answer.json(
                200,
                Json.array(
                        workspace.all("organizations", organization -> true),
                        organization -> Selection.fields(organization, request, "all")));
    }

    private Answer members(Request request, String kind, String id) {
        return Answer.json(
                200,
                Json.array(
                        List.copyOf(memberIds(kind, id)),
                        member -> Selection.fields(workspace.get("members", member), request, USUAL_MEMBER)));
    }

    private List<String> memberIds(String kind, String id) {
        List<String> ids = new ArrayList<>();
        Visible.get(workspace, kind, id)
                .path("memberships")
                .forEach(membership -> ids.add(membership.path("idMember").asText()));
        return ids;
    }

    private Answer memberships(String kind, String id) {
        return Answer.json(200, Visible.get(workspace, kind, id).path("memberships"));
    }
}
