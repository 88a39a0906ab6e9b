package io.bactrian.route;

/** A change that could not be made because what it concerns was not left in time; it may go well later. */
public final class RoutesBusy extends Exception {
    RoutesBusy(String message) {
        super(message);
    }
}
