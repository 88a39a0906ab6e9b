package io.bactrian.sync.cut;

import io.bactrian.sync.json.JsonScanner;
import io.bactrian.sync.json.Names;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in a document that something is wanted from, with the places below it. */
final class Place {
    final List<Slot> slots = new ArrayList<>(1);
    private @Nullable Names<Place> members;

    @Nullable
    Place elements;
    /** The records that are cut out of the array at this place. */
    @Nullable
    Shape records;

    /** Where the text of an Atlassian document at this place goes. */
    @Nullable
    Slot document;

    /** What becomes of the value at this place; null when it may be stored. */
    @Nullable
    Secrecy secrecy;

    boolean isVolatile;
    int envelope = -1;

    /** What becomes of a value that must not be stored. */
    enum Secrecy {
        LEFT_OUT,
        HASHED
    }

    /** The place a pointer leads to, made on the way; a {@code *} step stands for every element of an array. */
    Place at(String pointer) {
        Place place = this;
        if (pointer.isEmpty()) {
            return place;
        }
        for (String step : pointer.substring(1).split("/", -1)) {
            place = step.equals("*")
                    ? place.everyElement()
                    : place.makeMember(step.replace("~1", "/").replace("~0", "~"));
        }
        return place;
    }

    /** The one of which the scanner has read the name. */
    @Nullable
    Place member(JsonScanner name) {
        return members == null ? null : members.get(name);
    }

    /** Has the wanted members of the object read that the scanner stands on, and steps over all others. */
    void readMembers(JsonScanner json, Reader reader) throws IOException {
        for (boolean more = json.firstMember(); more; more = json.nextMember()) {
            Place member = member(json);
            if (member == null) {
                json.skip();
            } else {
                reader.read(json, member);
            }
        }
    }

    boolean hasMembers() {
        return members != null;
    }

    private Place everyElement() {
        if (elements == null) {
            elements = new Place();
        }
        return elements;
    }

    private Place makeMember(String name) {
        if (members == null) {
            members = new Names<>();
        }
        Place member = members.get(name);
        if (member == null) {
            member = new Place();
            members.add(name, member);
        }
        return member;
    }

    /** Reads what the scanner stands on as a place wants it. */
    @FunctionalInterface
    interface Reader {
        void read(JsonScanner json, Place place) throws IOException;
    }
}
