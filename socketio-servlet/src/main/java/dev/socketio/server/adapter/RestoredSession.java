package dev.socketio.server.adapter;

import dev.socketio.server.packet.OutboundEvent;
import java.util.List;

/**
 * A saved session, and what was sent to it in the meantime.
 *
 * @param session what was saved
 * @param missed events that its client has not received, in order
 */
public record RestoredSession(SavedSession session, List<OutboundEvent> missed) {

  /** Copies the list. */
  public RestoredSession {
    missed = List.copyOf(missed);
  }
}
