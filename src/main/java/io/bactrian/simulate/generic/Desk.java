package io.bactrian.simulate.generic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bactrian.simulate.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The truth of a simulated help desk: reads and changes its records past all endpoints. */
public final class Desk {
    static final List<String> LISTS = List.of("projects", "people", "tickets", "comments");

    private static final Instant FIRST = Instant.parse("2024-02-01T08:00:00Z");
    private static final List<String> STATES = List.of("new", "open", "waiting", "solved");
    private static final List<String> WORDS = List.of(
            "printer", "login", "invoice", "Übergabe", "network", "café", "report", "update", "lid", "password");

    private final Random random;
    private final Map<String, Map<String, ObjectNode>> lists = new LinkedHashMap<>();
    private final Journal journal = new Journal();
    private long made;

    Desk(DeskSettings settings) {
        random = new Random(settings.seed());
        LISTS.forEach(list -> lists.put(list, new LinkedHashMap<>()));
        for (int person = 1; person <= settings.people(); person++) {
            person(person);
        }
        for (int project = 0; project < settings.projects(); project++) {
            String id = project(created());
            for (int ticket = 0; ticket < settings.tickets(); ticket++) {
                ticket(id, created());
            }
        }
    }

    private Instant created() {
        return FIRST.plus(made * 7, ChronoUnit.MINUTES);
    }

    /** The records of a list in the order they were made. */
    public synchronized List<ObjectNode> list(String list) {
        return new ArrayList<>(records(list).values());
    }

    /** How many there are of each kind. */
    public synchronized Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        lists.forEach((list, records) -> counts.put(list, (long) records.size()));
        return counts;
    }

    Journal journal() {
        return journal;
    }

    /** Its feeds say nothing of what happens the next so many times. */
    public void miss(int count) {
        journal.miss(count);
    }

    private void note(String list, ObjectNode record, Instant at, String kind) {
        if (list.equals("tickets")) {
            journal.note(
                    at, record.path("project_id").asText(), record.path("id").asText(), kind);
        }
    }

    /** Founds a project and returns its id. */
    public synchronized String createProject() {
        return project(now());
    }

    /** Opens a ticket with its comments in a project and returns its id. */
    public synchronized String createTicket(String project) {
        return ticket(project, now());
    }

    /** Gives a record another text. */
    public synchronized void change(String list, String id) {
        change(list, id, now());
    }

    private void change(String list, String id, Instant at) {
        ObjectNode record = found(list, id).deepCopy();
        String field = record.has("subject") ? "subject" : record.has("text") ? "text" : "name";
        record.put(field, words(4) + " " + ++made).put("updated_at", at.toString());
        records(list).put(id, record);
        note(list, record, at, "change");
    }

    /** Gives a record another text and has it tell no more when it was changed. */
    public synchronized void changeUnnoticed(String list, String id) {
        change(list, id, now());
        records(list).put(id, found(list, id).deepCopy().without("updated_at"));
    }

    public synchronized void delete(String list, String id) {
        note(list, found(list, id), now(), "delete");
        records(list).remove(id);
    }

    /** Some change that people make all day; never a deletion. */
    public void changeSomething() {
        changeSomething(now());
    }

    synchronized void changeSomething(Instant at) {
        List<String> tickets = List.copyOf(records("tickets").keySet());
        if (tickets.isEmpty() || random.nextInt(4) == 0) {
            List<String> projects = List.copyOf(records("projects").keySet());
            ticket(projects.isEmpty() ? project(at) : projects.get(random.nextInt(projects.size())), at);
        } else {
            change("tickets", tickets.get(random.nextInt(tickets.size())), at);
        }
    }

    private Map<String, ObjectNode> records(String list) {
        Map<String, ObjectNode> records = lists.get(list);
        if (records == null) {
            throw new IllegalArgumentException("the desk has no list of " + list);
        }
        return records;
    }

    private ObjectNode found(String list, String id) {
        ObjectNode record = records(list).get(id);
        if (record == null) {
            throw new IllegalArgumentException("the desk has none of " + list + " with id " + id);
        }
        return record;
    }

    private void person(int number) {
        ObjectNode person = stamped(Json.object().put("id", "u" + number), created());
        keep(
                "people",
                person.put("name", "Person " + number)
                        .put("email", "person" + number + "@desk.example")
                        .put("active", number % 7 != 0));
    }

    private String project(Instant at) {
        int number = records("projects").size() + 1;
        ObjectNode project = stamped(Json.object().put("id", ++made).put("key", "P" + number), at);
        return keep("projects", project.put("name", "Project " + number).put("lead", somebody()));
    }

    private String ticket(String project, Instant at) {
        long id = 1000 + ++made;
        long number = 1
                + records("tickets").values().stream()
                        .filter(ticket -> ticket.path("project_id").asText().equals(project))
                        .mapToLong(ticket -> ticket.path("number").asLong())
                        .max()
                        .orElse(0);
        ObjectNode ticket = stamped(Json.object().put("id", id), at);
        ticket.put("number", number).put("project_id", Long.parseLong(project));
        ticket.put("subject", words(4)).put("state", STATES.get(random.nextInt(STATES.size())));
        ticket.put("assignee", somebody()).putArray("labels").add(words(1)).add("desk");
        keep("tickets", ticket);
        note("tickets", ticket, at, "create");
        for (int comment = 0; comment < id % 3; comment++) {
            ObjectNode said = stamped(Json.object().put("id", "c" + ++made), at);
            keep("comments", said.put("ticket_id", id).put("author", somebody()).put("text", words(8)));
        }
        return Long.toString(id);
    }

    private static ObjectNode stamped(ObjectNode record, Instant at) {
        return record.put("created_at", at.toString()).put("updated_at", at.toString());
    }

    private String keep(String list, ObjectNode record) {
        String id = record.path("id").asText();
        records(list).put(id, record);
        return id;
    }

    private String somebody() {
        return "u" + (1 + random.nextInt(records("people").size()));
    }

    private String words(int count) {
        List<String> chosen = new ArrayList<>();
        for (int word = 0; word < count; word++) {
            chosen.add(WORDS.get(random.nextInt(WORDS.size())));
        }
        return String.join(" ", chosen);
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
