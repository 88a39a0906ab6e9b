package io.bactrian.api;

import java.util.List;

/** The operations of one resource. */
public interface Operations {
    List<Operation> all();
}
