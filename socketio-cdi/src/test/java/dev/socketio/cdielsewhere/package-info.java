/**
 * Superclasses of handlers that are in another package than these.
 *
 * <p>Nothing enters or leaves.
 *
 * <p>Depends on the annotations of handlers.
 *
 * <p>Has no threads.
 */
package dev.socketio.cdielsewhere;
