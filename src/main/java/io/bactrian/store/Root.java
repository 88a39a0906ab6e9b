package io.bactrian.store;

import java.util.ArrayList;
import java.util.List;

/** Programs that refuse to run as root are run as nobody in particular. */
final class Root {
    private Root() {}

    static boolean is() {
        return "root".equals(System.getProperty("user.name"));
    }

    static List<String> drop(List<String> command) {
        List<String> dropped = new ArrayList<>(List.of("unshare", "-U"));
        dropped.addAll(command);
        return dropped;
    }
}
