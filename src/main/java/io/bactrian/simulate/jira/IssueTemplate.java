package io.bactrian.simulate.jira;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of an issue with places of fixed width for its id, its stamps and its version. */
final class IssueTemplate {

    /** Stands for the id wherever it occurs, in the key, in links and in the ids of children. */
    static final long ID = 98_765_432;

    /** Stands for the version in the title. */
    static final String VERSION = "v00000000";

    static final int STAMP = 28;

    private final byte[] bytes;
    private final int[] ids;
    private final int[] created;
    private final int[] updated;
    private final int[] versions;

    IssueTemplate(byte[] bytes, String created, String updated) {
        this.bytes = bytes;
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        this.ids = places(text, String.valueOf(ID));
        this.created = places(text, created);
        this.updated = places(text, updated);
        this.versions = places(text, VERSION);
    }

    int length() {
        return bytes.length;
    }

    /** Writes the issue and returns where it ends. */
    int write(byte[] target, int at, long id, byte[] createdStamp, byte[] updatedStamp, int version) {
        System.arraycopy(bytes, 0, target, at, bytes.length);
        for (int place : ids) {
            digits(target, at + place, id);
        }
        for (int place : created) {
            System.arraycopy(createdStamp, 0, target, at + place, STAMP);
        }
        for (int place : updated) {
            System.arraycopy(updatedStamp, 0, target, at + place, STAMP);
        }
        for (int place : versions) {
            digits(target, at + place + 1, version);
        }
        return at + bytes.length;
    }

    private static void digits(byte[] target, int at, long number) {
        long rest = number;
        for (int place = at + 7; place >= at; place--) {
            target[place] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int[] places(String text, String marker) {
        int[] places = new int[0];
        for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length())) {
            places = Arrays.copyOf(places, places.length + 1);
            places[places.length - 1] = at;
        }
        return places;
    }
}
