package io.bactrian.sync;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What others recorded from the real services: a column of a CSV file below {@code -Dshared=}, or {@code ../shared}; a test is
 * skipped without it.
 */
final class RecordedFile {
    private final String text;
    private int at;

    private RecordedFile(String text) {
        this.text = text;
    }

    /** The values of one column, from the first row to the last. */
    static List<String> column(String file, String name) throws IOException {
        Path path = Path.of(System.getProperty("shared", "../shared"), "recorded", file);
        assumeThat(path).as("what was recorded").exists();
        RecordedFile csv = new RecordedFile(Files.readString(path));
        int wanted = csv.row().indexOf(name);
        List<String> values = new ArrayList<>();
        for (List<String> row = csv.row(); row.size() > wanted; row = csv.row()) {
            values.add(row.get(wanted));
        }
        return values;
    }

    private List<String> row() {
        List<String> row = new ArrayList<>();
        while (at < text.length()) {
            row.add(text.charAt(at) == '"' ? quoted() : plain());
            if (at >= text.length() || text.charAt(at++) != ',') {
                return row;
            }
        }
        return row;
    }

    /** A quote within quotes is written twice. */
    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            if (text.charAt(at) != '"') {
                value.append(text.charAt(at));
            } else if (text.startsWith("\"\"", at)) {
                value.append('"');
                at++;
            } else {
                break;
            }
        }
        at++;
        return value.toString();
    }

    private String plain() {
        int from = at;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            at++;
        }
        return text.substring(from, at).strip();
    }
}
