/** PostgreSQL: pool, migrations, transactions, leases checked in each commit, COPY merge; knows no feature. */
@NullMarked
package io.bactrian.store;

import org.jspecify.annotations.NullMarked;
