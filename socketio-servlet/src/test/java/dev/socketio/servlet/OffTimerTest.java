package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.socketio.concurrent.HandlerExecutors;
import dev.socketio.concurrent.ScheduledTaskTimer;
import dev.socketio.engine.CloseReason;
import dev.socketio.engine.EngineConnection;
import dev.socketio.engine.EngineListener;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where an application of bare Engine.IO hears of the end of a session. */
@Timeout(60)
class OffTimerTest {

  private final ScheduledTaskTimer timer = ScheduledTaskTimer.start("the-timer");
  private final HandlerExecutors pool = HandlerExecutors.pool();
  private final CompletableFuture<Thread> told = new CompletableFuture<>();
  private final CountDownLatch release = new CountDownLatch(1);

  private final EngineListener listener =
      new OffTimer(
              connection ->
                  new EngineListener() {
                    @Override
                    public void onText(String text) {}

                    @Override
                    public void onBinary(ByteBuffer data) {}

                    @Override
                    public void onClose(CloseReason reason, String description) {
                      told.complete(Thread.currentThread());
                      try {
                        release.await();
                      } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                      }
                    }
                  },
              timer,
              pool.executor())
          .onConnection(
              (EngineConnection)
                  Proxy.newProxyInstance(
                      EngineConnection.class.getClassLoader(),
                      new Class<?>[] {EngineConnection.class},
                      (self, method, arguments) -> null));

  @AfterEach
  void end() {
    release.countDown();
    timer.close();
    pool.close();
  }

  @Test
  void aListenerThatBlocksDoesNotHoldTheTimer() throws Exception {
    CompletableFuture<Thread> next = new CompletableFuture<>();
    timer.schedule(Duration.ZERO, () -> listener.onClose(CloseReason.PING_TIMEOUT, ""));
    assertThat(told.get().getName()).startsWith("socketio-handler-");
    timer.schedule(Duration.ZERO, () -> next.complete(Thread.currentThread()));
    assertThat(next.get().getName()).isEqualTo("the-timer");
  }

  @Test
  void anyOtherThreadTellsItItself() throws Exception {
    release.countDown();
    listener.onClose(CloseReason.TRANSPORT_CLOSE, "");
    assertThat(told.get()).isSameAs(Thread.currentThread());
  }
}
