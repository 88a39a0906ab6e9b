package io.bactrian.sync;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Single ids that are unique within their parent only, taken apart: the request holds {@code {parent}} and {@code {id}}. */
record BatchesInParents(Iterator<Batch> whole) implements Iterator<Batch> {
    @Override
    public boolean hasNext() {
        return whole.hasNext();
    }

    @Override
    public Batch next() {
        Batch batch = whole.next();
        String id = batch.ids().get(0);
        int end = id.lastIndexOf('/');
        String parent = id.substring(0, end);
        Map<String, String> values = new HashMap<>(batch.values());
        values.put("parent", parent);
        values.put("id", id.substring(end + 1));
        return new Batch(values, batch.ids(), parent, batch.mark());
    }
}
