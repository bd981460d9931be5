/**
 * The unit tests of this module once more, on a newer JDK than the one that builds.
 *
 * <p>A JDK of this machine enters; how many tests passed there leaves, to the build's output.
 *
 * <p>May depend on JUnit's launcher, and on {@code concurrent} to see where handlers run.
 *
 * <p>{@link dev.socketio.jdk.NewerJdkIT} runs in the build's test process, {@link
 * dev.socketio.jdk.UnitTestRun} in one of its own on the newer JDK.
 */
@NullMarked
package dev.socketio.jdk;

import org.jspecify.annotations.NullMarked;
