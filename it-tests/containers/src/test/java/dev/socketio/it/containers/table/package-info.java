/**
 * The README's table of containers, kept by the build.
 *
 * <p>Reports of the test runs and the versions of the POM enter; rows of the table leave, or a
 * complaint about a row that tells of another version.
 *
 * <p>Depends on nothing of the tests whose reports it reads.
 *
 * <p>One thread, after all containers have had their turn.
 */
@NullMarked
package dev.socketio.it.containers.table;

import org.jspecify.annotations.NullMarked;
