package io.bactrian.store;

/** The types a canonical column may have. */
public enum ColumnType {
    TEXT,
    TEXTS,
    TIME,
    DATE,
    NUMBER,
    FLAG
}
