/**
 * A violation, planted for {@code ArchitectureTest} to find.
 *
 * <p>Nothing enters or leaves.
 *
 * <p>Depends on what it must not depend on.
 *
 * <p>Has no threads.
 */
package dev.socketio.micrometerfixture;
