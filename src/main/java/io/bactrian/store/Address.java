package io.bactrian.store;

/** A database and the two roles it is used with. */
record Address(String url, Login application, Login owner) {
    /** A role and its password, which never shows in a text. */
    record Login(String username, String password) {
        @Override
        public String toString() {
            return username;
        }
    }
}
