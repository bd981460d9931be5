package dev.socketio.it.containers.transactions;

import dev.socketio.cdi.EventRefusedException;
import dev.socketio.cdi.OnEvent;
import dev.socketio.cdi.SocketIoNamespace;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/** Handlers in transactions, and one without. */
@SocketIoNamespace("/ledger")
public class Ledger {

  @Inject Journal journal;

  @OnEvent("status")
  String status() {
    return journal.status();
  }

  @OnEvent("outcomes")
  List<String> outcomes() {
    return journal.outcomes();
  }

  @OnEvent("write")
  @Transactional
  String write() {
    journal.noteTheEnd();
    return journal.status();
  }

  @OnEvent("fail")
  @Transactional
  void fail() {
    journal.noteTheEnd();
    throw new IllegalStateException("not for the client");
  }

  @OnEvent("refuse")
  @Transactional
  void refuse() {
    journal.noteTheEnd();
    throw new EventRefusedException("no_money", "There is not enough on your account");
  }
}
