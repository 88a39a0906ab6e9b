package io.bactrian.store;

/** Another holder has taken the lease: nothing may be written under the old epoch any more. */
public final class LeaseLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LeaseLost(Lease lease) {
        super("the lease of integration " + lease.integrationId() + " at epoch " + lease.epoch() + " was lost");
    }
}
