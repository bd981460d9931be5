package dev.socketio.engine;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Writes down what a session tells its listener, one line a call. */
public final class RecordingListener implements EngineListener {
  private final List<String> events = new CopyOnWriteArrayList<>();
  private volatile Consumer<String> onText = text -> {};

  /** What to do with each text, after it was written down. */
  public void onText(Consumer<String> action) {
    onText = action;
  }

  /**
   * {@code text hello}, {@code binary 0102}, {@code upgrade websocket}, {@code close forced close}.
   */
  public List<String> events() {
    return List.copyOf(events);
  }

  @Override
  public void onText(String text) {
    events.add("text " + text);
    onText.accept(text);
  }

  @Override
  public void onBinary(ByteBuffer data) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    events.add("binary " + HexFormat.of().formatHex(bytes));
  }

  @Override
  public void onUpgrade(TransportName transport) {
    events.add("upgrade " + transport.wireName());
  }

  @Override
  public void onClose(CloseReason reason, String description) {
    events.add("close " + reason.text() + (description.isEmpty() ? "" : " (" + description + ")"));
  }
}
