package io.bactrian;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Holds one commit of a service in the database: a trigger that runs at the very end of each transaction that moves a run on
 * counts them, and the n-th waits for a lock that this holds.
 */
final class HeldCommit implements AutoCloseable {
    private static final int LOCK = 4711;

    private final Jdbi jdbi;
    private final Handle holder;

    private HeldCommit(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.holder = jdbi.open();
        holder.execute("select pg_advisory_lock(" + LOCK + ")");
    }

    /** Makes the triggers, once for a database. */
    static void prepare(Jdbi jdbi) {
        jdbi.useHandle(handle -> {
            handle.execute("create sequence proof_commits");
            handle.execute("create table proof_held (at bigint)");
            handle.execute("""
                    create function proof_hold() returns trigger language plpgsql as $$
                    begin
                        if coalesce(current_setting('proof.counted', true), '') = '' then
                            perform set_config('proof.counted', 'yes', true);
                            if nextval('proof_commits') = (select at from proof_held) then
                                perform pg_advisory_lock_shared(%d);
                                perform pg_advisory_unlock_shared(%1$d);
                            end if;
                        end if;
                        return null;
                    end $$""".formatted(LOCK));
            for (String table :
                    new String[] {"run_streams", "walks", "watermarks", "census_pages", "runs", "child_counts"}) {
                handle.execute("create constraint trigger proof_hold after insert or update or delete on bactrian."
                        + table + " deferrable initially deferred for each row execute function proof_hold()");
            }
        });
    }

    /** The next commit but {@code later} will be held. */
    static HeldCommit next(Jdbi jdbi, long later) {
        HeldCommit held = new HeldCommit(jdbi);
        jdbi.useHandle(handle -> {
            handle.execute("delete from proof_held");
            handle.execute("insert into proof_held select nextval('proof_commits') + 1 + ?", later);
        });
        return held;
    }

    /** Waits until it is held, or until the run is over without having come that far. */
    void awaitHeld(Callable<Boolean> over) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> waiters() > 0 || over.call());
    }

    private int waiters() {
        return jdbi.withHandle(
                handle -> handle.createQuery("select count(*) from pg_locks where locktype = 'advisory' and objid = "
                                + LOCK + " and not granted")
                        .mapTo(Integer.class)
                        .one());
    }

    /** The transaction never ends: its connection is broken before the commit. */
    void breakOff() {
        jdbi.useHandle(handle -> handle.execute("select pg_terminate_backend(pid) from pg_locks"
                + " where locktype = 'advisory' and objid = " + LOCK + " and not granted"));
        awaitNobody();
    }

    /** The commit happens, though nobody is left to hear of it. */
    void letGo() {
        holder.execute("select pg_advisory_unlock(" + LOCK + ")");
        awaitNobody();
    }

    private void awaitNobody() {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> jdbi.withHandle(handle -> handle.createQuery(
                                        "select count(*) from pg_stat_activity where datname = current_database()"
                                                + " and state <> 'idle' and pid <> pg_backend_pid()")
                                .mapTo(Integer.class)
                                .one())
                        == 0);
    }

    @Override
    public void close() {
        holder.close();
    }
}
