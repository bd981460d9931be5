package dev.socketio.it.containers.transactions;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks the container's transaction manager, and notes how transactions end. */
@ApplicationScoped
public class Journal {

  private final List<String> outcomes = new CopyOnWriteArrayList<>();

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  private TransactionSynchronizationRegistry transactions;

  String status() {
    return switch (transactions.getTransactionStatus()) {
      case Status.STATUS_ACTIVE -> "active";
      case Status.STATUS_NO_TRANSACTION -> "none";
      default -> "other: " + transactions.getTransactionStatus();
    };
  }

  /** Notes how the current transaction will have ended. */
  void noteTheEnd() {
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {
            // Only the end is of interest.
          }

          @Override
          public void afterCompletion(int status) {
            outcomes.add(status == Status.STATUS_COMMITTED ? "committed" : "rolled back");
          }
        });
  }

  List<String> outcomes() {
    return outcomes;
  }
}
