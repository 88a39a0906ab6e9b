package io.bactrian.connection;

import org.jspecify.annotations.Nullable;

/** Where a connection stands; each state offers the ways that lead out of it, and there are no others. */
public sealed interface ConnectionState {
    IntegrationStatus status();

    /** A person lets no more calls be made; allowed from everywhere. */
    default Disconnected disconnect() {
        return new Disconnected();
    }

    /** The credential was taken away; a person has to give another. */
    default ConnectionState credentialLost() {
        return new Reauthorize();
    }

    /** A state in which the tool is asked, so that its answers count. */
    sealed interface Calling extends ConnectionState {
        /** The tool answered as it should. */
        default ConnectionState answered() {
            return new Connected();
        }

        /** The tool refused the credential. */
        ConnectionState refused();

        /** A call failed in a way that may pass. */
        ConnectionState failed();
    }

    /** A state that a pause can interrupt, to be taken up again after it. */
    sealed interface Pausable extends Calling {
        default Paused pause(@Nullable String reason) {
            return new Paused(this, reason);
        }

        @Override
        default ConnectionState refused() {
            return new Reauthorize();
        }
    }

    /** No calls are made until a person connects it. */
    record Disconnected() implements ConnectionState {
        public Connecting connect() {
            return new Connecting();
        }

        @Override
        public IntegrationStatus status() {
            return IntegrationStatus.DISCONNECTED;
        }
    }

    /** The first calls since it was disconnected are being made. */
    record Connecting() implements Calling {
        @Override
        public Disconnected refused() {
            return disconnect();
        }

        @Override
        public Disconnected failed() {
            return disconnect();
        }

        @Override
        public IntegrationStatus status() {
            return IntegrationStatus.CONNECTING;
        }
    }

    /** Calls are answered. */
    record Connected() implements Pausable {
        @Override
        public Failing failed() {
            return new Failing();
        }

        @Override
        public IntegrationStatus status() {
            return IntegrationStatus.CONNECTED;
        }
    }

    /** The credential is refused or gone; that other calls fail too changes nothing. */
    record Reauthorize() implements Pausable {
        @Override
        public Reauthorize failed() {
            return this;
        }

        @Override
        public IntegrationStatus status() {
            return IntegrationStatus.REAUTHORIZE;
        }
    }

    /** Calls fail in a way that may pass. */
    record Failing() implements Pausable {
        @Override
        public Failing failed() {
            return this;
        }

        @Override
        public IntegrationStatus status() {
            return IntegrationStatus.FAILING;
        }
    }

    /**
     * A person lets no work be begun until he resumes it; no answer and no failure of the tool ends that.
     *
     * @param before what it was, and will be again
     */
    record Paused(Pausable before, @Nullable String reason) implements ConnectionState {
        public Pausable resume() {
            return before;
        }

        public Paused pause(@Nullable String reason) {
            return new Paused(before, reason);
        }

        /** The credential was found to work, or another was given that does. */
        public Paused reauthorize() {
            return new Paused(new Connected(), reason);
        }

        @Override
        public Paused credentialLost() {
            return new Paused(new Reauthorize(), reason);
        }

        @Override
        public IntegrationStatus status() {
            return IntegrationStatus.PAUSED;
        }
    }
}
