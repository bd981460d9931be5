package dev.socketio.cors;

/**
 * Marks a servlet all of whose {@code OPTIONS} requests are preflights, even those without {@code
 * Origin} or {@code Access-Control-Request-Method}: the reference answers every one of them. {@link
 * CorsFilter} recognises such a servlet by its class and leaves the {@code OPTIONS} of other
 * resources, which may mean something by it, alone.
 */
public interface CorsEndpoint {}
