package dev.socketio.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectionCloserTest {

  private final BlockingQueue<Thread> threads = new LinkedBlockingQueue<>();

  @Test
  void tasksRunOnDaemonThreadsThatEndWithTheCloser() throws InterruptedException {
    ConnectionCloser closer = new ConnectionCloser("chat");
    closer.execute(() -> threads.add(Thread.currentThread()));
    Thread thread = threads.poll(10, TimeUnit.SECONDS);

    assertThat(thread).isNotNull().isNotSameAs(Thread.currentThread());
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).startsWith("socketio-closer-chat-");
    closer.close();
    thread.join(10_000);
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void taskAfterTheEndRunsOnItsCaller() {
    ConnectionCloser closer = new ConnectionCloser("chat");
    closer.close();
    closer.execute(() -> threads.add(Thread.currentThread()));

    assertThat(threads).containsExactly(Thread.currentThread());
  }
}
