package io.bactrian.access.session;

import org.jspecify.annotations.Nullable;

/** Where the cookie of a browser is looked up. */
public interface BrowserSessions {
    /** The session of a cookie; null when there is none or it is over. */
    @Nullable
    Session find(String cookie);

    String cookieName();
}
