package io.bactrian.simulate.jira;

/**
 * Pages put together from templates instead of issues that are held.
 *
 * @param parts of each issue
 * @param changedPercent how many of the issues count as changed from the start
 */
public record Prerendering(boolean isOn, Parts parts, double changedPercent) {
    static final Prerendering OFF = new Prerendering(false, Parts.each(0), 0);

    public Prerendering {
        if (changedPercent < 0 || changedPercent > 100) {
            throw new IllegalArgumentException("the percent of a simulated site must make sense");
        }
    }
}
