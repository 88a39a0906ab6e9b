package io.bactrian.simulate.jira;

/** How a Data Center receives callers. */
public enum ServerMood {
    /** Who is known is let in. */
    USUAL,
    /** After failed logins a person has to read letters off a picture; both headers say so. */
    CAPTCHA,
    /** The same, told by one header only. */
    CAPTCHA_UNSAID,
    /** A credential that counts for nothing is answered with success and no body. */
    EMPTY
}
