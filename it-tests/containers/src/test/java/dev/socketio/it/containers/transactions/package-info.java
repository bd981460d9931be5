/**
 * A CDI application whose handlers are transactional, as a user would write it.
 *
 * <p>The whole package goes into a WAR; {@code TransactionIT} talks to it.
 *
 * <p>May depend on the public API and Jakarta EE, since that is all a user has.
 *
 * <p>Threads: the container's.
 */
@NullMarked
package dev.socketio.it.containers.transactions;

import org.jspecify.annotations.NullMarked;
