/**
 * The seam towards JSON: reading and writing of packet payloads, and binding to Java types.
 *
 * <p>JSON text enters and plain values leave ({@code String}, {@code Long}, {@code BigInteger},
 * {@code BigDecimal}, {@code Boolean}, {@code null}, unmodifiable {@code List} and {@code Map},
 * {@code ByteBuffer}); values enter and JSON text leaves, binary parts taken out on the way. {@link
 * dev.socketio.json.JsonCodec} is the seam; the standard implementation reads with the streaming
 * parser of Jakarta JSON Processing.
 *
 * <p>May depend on nothing of ours; knows {@code jakarta.json}, and {@code jakarta.json.bind} in
 * one class that is loaded only where the application has that library.
 *
 * <p>Threads: codecs are shared by all threads of a server and keep no state but caches.
 */
@org.jspecify.annotations.NullMarked
package dev.socketio.json;
