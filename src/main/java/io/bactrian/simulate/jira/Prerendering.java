package io.bactrian.simulate.jira;

/**
 * Pages put together from templates instead of issues that are held.
 *
 * @param children of each kind in each issue
 * @param changedPercent how many of the issues count as changed from the start
 */
public record Prerendering(boolean isOn, int children, double changedPercent) {
    static final Prerendering OFF = new Prerendering(false, 0, 0);

    public Prerendering {
        if (children < 0 || children > 20 || changedPercent < 0 || changedPercent > 100) {
            throw new IllegalArgumentException("children and percent of a simulated site must make sense");
        }
    }
}
