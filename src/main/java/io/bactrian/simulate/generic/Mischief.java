package io.bactrian.simulate.generic;

/** How a tool that means ill, or is broken, leads from page to page. */
public enum Mischief {
    NONE,
    /** The next page is at another host. */
    ELSEWHERE,
    /** The second page leads back to the first. */
    CIRCLE,
    /** Whatever page is asked for, the first one comes, with more to follow. */
    SAME_PAGE,
    /** The second page is empty, with more to follow. */
    EMPTY_PAGE
}
