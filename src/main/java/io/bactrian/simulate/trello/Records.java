package io.bactrian.simulate.trello;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;

/** Makes boards and what stands on them, with the fields that Trello gives them. */
final class Records {
    private static final String SITE = "https://trello.com";

    private Records() {}

    static ObjectNode organization(String id, String name) {
        ObjectNode organization = Json.object()
                .put("id", id)
                .put("name", name.toLowerCase(java.util.Locale.ROOT).replace(' ', '_'))
                .put("displayName", name)
                .put("desc", "")
                .put("url", SITE + "/w/" + id)
                .put("dateLastActivity", ObjectIds.created(id).toString());
        organization.putObject("prefs").put("permissionLevel", "private");
        organization.putArray("memberships");
        return organization;
    }

    static ObjectNode member(String id, int number) {
        return Json.object()
                .put("id", id)
                .put("username", "member" + number)
                .put("fullName", "Member " + number)
                .put("initials", "M" + number)
                .put("memberType", number % 7 == 0 ? "ghost" : "normal")
                .put("confirmed", true)
                .put("activityBlocked", false)
                .put("bio", "");
    }

    static ObjectNode membership(String id, String member, String type) {
        return Json.object()
                .put("id", id)
                .put("idMember", member)
                .put("memberType", type)
                .put("unconfirmed", false)
                .put("deactivated", false);
    }

    static ObjectNode board(String id, String name, String organization) {
        ObjectNode board = Json.object()
                .put("id", id)
                .put("nodeId", "ari:cloud:trello::board/workspace/" + organization + "/" + id)
                .put("name", name)
                .put("desc", "What we do about " + name + ".")
                .put("closed", false)
                .put("idOrganization", organization)
                .put("pinned", false)
                .put("shortLink", shortLink(id))
                .put("url", SITE + "/b/" + shortLink(id) + "/" + name.toLowerCase(java.util.Locale.ROOT))
                .put("shortUrl", SITE + "/b/" + shortLink(id))
                .put("dateLastActivity", ObjectIds.created(id).toString());
        board.putObject("prefs").put("permissionLevel", "org").put("isTemplate", false);
        board.putObject("labelNames").put("green", "");
        board.putArray("memberships");
        return board;
    }

    static ObjectNode list(String id, String board, String name, boolean closed, double position) {
        return Json.object()
                .put("id", id)
                .put("name", name)
                .put("closed", closed)
                .put("idBoard", board)
                .put("pos", position)
                .put("subscribed", false);
    }

    static ObjectNode label(String id, String board, String name, String color) {
        return Json.object()
                .put("id", id)
                .put("idBoard", board)
                .put("name", name)
                .put("color", color.isEmpty() ? null : color);
    }

    static ObjectNode customField(String id, String board, String name, String type) {
        ObjectNode field = Json.object()
                .put("id", id)
                .put("idModel", board)
                .put("modelType", "board")
                .put("fieldGroup", "f6177ba6839d6fff0f73922c1cea105e")
                .put("name", name)
                .put("pos", 16384)
                .put("type", type);
        field.putObject("display").put("cardFront", true);
        return field;
    }

    /** A card without what is put together for an answer: labels, badges. */
    static ObjectNode card(String id, String board, String list, int number, String name) {
        ObjectNode card = Json.object()
                .put("id", id)
                .put("name", name)
                .put("desc", "")
                .put("closed", false)
                .put("idBoard", board)
                .put("idList", list)
                .put("idShort", number)
                .put("shortLink", shortLink(id))
                .put("shortUrl", SITE + "/c/" + shortLink(id))
                .put("url", SITE + "/c/" + shortLink(id) + "/" + number)
                .put("pos", number * 16384 + 0.5)
                .put("dateLastActivity", ObjectIds.created(id).toString())
                .put("dueComplete", false)
                .put("due", (String) null)
                .put("start", (String) null)
                .put("email", (String) null)
                .put("isTemplate", false)
                .put("cardRole", (String) null)
                .put("manualCoverAttachment", false)
                .put("subscribed", false)
                .put("idAttachmentCover", (String) null);
        card.putObject("cover").put("size", "normal").put("brightness", "light");
        for (String list0 : new String[] {
            "idMembers", "idMembersVoted", "idLabels", "idChecklists", "attachments", "customFieldItems"
        }) {
            card.putArray(list0);
        }
        return card;
    }

    static ObjectNode checklist(String id, String board, String card, String name) {
        ObjectNode checklist = Json.object()
                .put("id", id)
                .put("name", name)
                .put("idBoard", board)
                .put("idCard", card)
                .put("pos", 16384);
        checklist.putArray("checkItems");
        return checklist;
    }

    static ObjectNode checkItem(String id, String checklist, String name, boolean isDone) {
        return Json.object()
                .put("id", id)
                .put("name", name)
                .put("nameData", (String) null)
                .put("pos", "16384")
                .put("state", isDone ? "complete" : "incomplete")
                .put("due", (String) null)
                .put("idMember", (String) null)
                .put("idChecklist", checklist);
    }

    static ObjectNode attachment(String id, String member, String name) {
        ObjectNode attachment = Json.object()
                .put("id", id)
                .put("bytes", (String) null)
                .put("date", ObjectIds.created(id).toString())
                .put("edgeColor", (String) null)
                .put("idMember", member)
                .put("isUpload", false)
                .put("mimeType", "")
                .put("name", name)
                .put("pos", 16384)
                .put("url", "https://files.example/" + id);
        attachment.putArray("previews");
        return attachment;
    }

    static String shortLink(String id) {
        return id.substring(2, 8) + id.substring(22);
    }
}
