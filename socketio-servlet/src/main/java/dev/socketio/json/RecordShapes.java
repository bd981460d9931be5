package dev.socketio.json;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The record classes met so far. Kept by the codec and not in a {@code ClassValue}, whose entries
 * would hang on to this library from classes of an outer class loader; and bounded, as classes come
 * from code and never from clients.
 *
 * <p>Threading: safe for use by any thread.
 */
final class RecordShapes {
  private final ConcurrentMap<Class<?>, RecordShape> shapes = new ConcurrentHashMap<>();

  RecordShape of(Class<?> type) {
    RecordShape known = shapes.get(type);
    return known != null ? known : shapes.computeIfAbsent(type, RecordShape::new);
  }
}
