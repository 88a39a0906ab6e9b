package io.bactrian.failure;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How often and after what waits a failed call is repeated.
 *
 * @param categories a policy for every category
 * @param longestRedelivery a call that would have to wait longer is given up; its run goes on later
 */
public record FailureSettings(Map<FailureCategory, Policy> categories, Duration longestRedelivery) {
    /**
     * One category's numbers.
     *
     * @param attempts repetitions after the first call
     * @param delay before the first repetition
     * @param multiplier by which the delay grows from one repetition to the next
     * @param maximumDelay the delay grows no further
     */
    public record Policy(int attempts, Duration delay, double multiplier, Duration maximumDelay) {
        public static final Policy NONE = new Policy(0, Duration.ZERO, 1, Duration.ZERO);

        public Policy {
            if (attempts < 0 || attempts > 100) {
                throw new IllegalArgumentException("attempts must be between 0 and 100 and not " + attempts);
            }
            if (multiplier < 1) {
                throw new IllegalArgumentException("multiplier must be at least 1 and not " + multiplier);
            }
        }

        /** The wait before a repetition, the first being number 1. */
        Duration delayBefore(int repetition) {
            double millis = delay.toMillis() * Math.pow(multiplier, repetition - 1);
            return Duration.ofMillis((long) Math.min(millis, maximumDelay.toMillis()));
        }
    }

    public FailureSettings {
        EnumMap<FailureCategory, Policy> whole = new EnumMap<>(FailureCategory.class);
        for (FailureCategory category : FailureCategory.values()) {
            Policy policy = categories.getOrDefault(category, Policy.NONE);
            if (policy.attempts() > 0 && !category.isRepeated()) {
                throw new IllegalArgumentException("a failure of category " + category.word() + " is never repeated");
            }
            whole.put(category, policy);
        }
        categories = whole;
    }

    /** The policy of a category. */
    public Policy policy(FailureCategory category) {
        return categories.getOrDefault(category, Policy.NONE);
    }
}
