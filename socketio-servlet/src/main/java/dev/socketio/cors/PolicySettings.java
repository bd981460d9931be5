package dev.socketio.cors;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The checked settings of a fixed policy.
 *
 * <p>Threading: immutable.
 *
 * @param origins which origins are allowed
 * @param fixedOrigin the one origin named, to be sent to everybody as the reference does; null for
 *     a list
 * @param function asked about origins the rules do not know; null for none
 * @param asyncFunction the same, answering later
 * @param methods value of {@code Access-Control-Allow-Methods}, empty for no header
 * @param allowedHeaders value of {@code Access-Control-Allow-Headers}, empty for no header, null to
 *     reflect
 * @param exposedHeaders value of {@code Access-Control-Expose-Headers}, empty for no header
 * @param credentials whether cookies and other credentials may come with requests
 * @param maxAgeSeconds value of {@code Access-Control-Max-Age}; null for no header
 * @param preflightContinue whether preflights go on to the application
 * @param optionsSuccessStatus status of an answered preflight
 * @param allowPrivateNetwork whether pages of the public internet may reach this server in a
 *     private network
 * @param timingOrigins which origins may read resource timing
 * @param rejectDisallowed whether a disallowed origin is refused
 * @param decisionTimeout how long {@link CorsPolicy#decide} waits for an asynchronous function
 */
record PolicySettings(
    OriginRules origins,
    @Nullable String fixedOrigin,
    @Nullable BiPredicate<? super String, ? super CorsRequest> function,
    @Nullable BiFunction<? super String, ? super CorsRequest, ? extends CompletionStage<Boolean>>
        asyncFunction,
    String methods,
    @Nullable String allowedHeaders,
    String exposedHeaders,
    boolean credentials,
    @Nullable Long maxAgeSeconds,
    boolean preflightContinue,
    int optionsSuccessStatus,
    boolean allowPrivateNetwork,
    OriginRules timingOrigins,
    boolean rejectDisallowed,
    Duration decisionTimeout) {}
