package dev.socketio.server;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

/**
 * What the application has registered on one socket.
 *
 * <p>Threading: registering is safe for use by any thread; calling is for the lane of the client.
 */
final class SocketHandlers {
  private final ConcurrentMap<String, ListenerList<EventHandler>> byEvent =
      new ConcurrentHashMap<>(4);
  private final ListenerList<EventHandler.Any> any = new ListenerList<>();
  private final ListenerList<Consumer<DisconnectReason>> disconnecting = new ListenerList<>();
  private final ListenerList<Consumer<DisconnectReason>> disconnect = new ListenerList<>();
  private final ListenerList<Runnable> end = new ListenerList<>();
  private final ListenerList<Consumer<Throwable>> error = new ListenerList<>();

  Registration on(String event, EventHandler handler) {
    return byEvent.computeIfAbsent(event, name -> new ListenerList<>()).add(handler);
  }

  void off(String event) {
    byEvent.remove(event);
  }

  List<EventHandler> of(String event) {
    ListenerList<EventHandler> handlers = byEvent.get(event);
    return handlers == null ? List.of() : handlers.snapshot();
  }

  ListenerList<EventHandler.Any> any() {
    return any;
  }

  ListenerList<Consumer<DisconnectReason>> disconnecting() {
    return disconnecting;
  }

  ListenerList<Consumer<DisconnectReason>> disconnect() {
    return disconnect;
  }

  ListenerList<Runnable> end() {
    return end;
  }

  ListenerList<Consumer<Throwable>> error() {
    return error;
  }
}
