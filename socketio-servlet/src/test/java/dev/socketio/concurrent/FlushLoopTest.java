package dev.socketio.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FlushLoopTest {
  /** Writes numbers from a queue; each write ends when the test says so. */
  private static final class SlowWriter implements FlushLoop.Writer {
    final ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
    final List<Integer> written = new ArrayList<>();

    @Override
    public boolean writeNext() {
      Integer next = queue.poll();
      if (next == null) {
        return false;
      }
      written.add(next);
      return true;
    }
  }

  private final SlowWriter writer = new SlowWriter();
  private final FlushLoop loop = new FlushLoop(writer);

  @Test
  void withNothingToWriteNothingHappens() {
    loop.flush();
    loop.flush();
    assertThat(writer.written).isEmpty();
  }

  @Test
  void theNextWriteBeginsWhenTheLastHasEnded() {
    writer.queue.addAll(List.of(1, 2));
    loop.flush();
    loop.flush();
    assertThat(writer.written).containsExactly(1);
    loop.written();
    assertThat(writer.written).containsExactly(1, 2);
    loop.written();
    writer.queue.add(3);
    loop.flush();
    assertThat(writer.written).containsExactly(1, 2, 3);
  }

  @Test
  void writesThatEndAtOnceDoNotDeepenTheStack() {
    AtomicInteger left = new AtomicInteger(1_000_000);
    FlushLoop[] fast = new FlushLoop[1];
    fast[0] =
        new FlushLoop(
            () -> {
              if (left.getAndDecrement() <= 0) {
                return false;
              }
              fast[0].written();
              return true;
            });
    fast[0].flush();
    assertThat(left.get()).isNegative();
  }

  @Test
  void aFlushFromWithinTheWriterMakesItLookAgain() {
    List<String> calls = new ArrayList<>();
    FlushLoop[] self = new FlushLoop[1];
    self[0] =
        new FlushLoop(
            () -> {
              calls.add("look");
              if (calls.size() == 1) {
                self[0].flush();
              }
              return false;
            });
    self[0].flush();
    assertThat(calls).hasSize(2);
  }

  @Test
  void anEndNobodyWaitsForIsIgnored() {
    loop.written();
    writer.queue.addAll(List.of(1, 2));
    loop.flush();
    assertThat(writer.written).containsExactly(1);
    loop.written();
    loop.written();
    loop.written();
    writer.queue.add(3);
    loop.flush();
    assertThat(writer.written).containsExactly(1, 2, 3);
  }

  @Test
  void aWriterThatThrowsDoesNotBlockTheLoopForEver() {
    List<String> calls = new ArrayList<>();
    FlushLoop failing =
        new FlushLoop(
            () -> {
              calls.add("look");
              throw new IllegalStateException("no");
            });
    assertThatThrownBy(failing::flush).hasMessage("no");
    assertThatThrownBy(failing::flush).hasMessage("no");
    assertThat(calls).hasSize(2);
  }

  @Test
  void anEndThatComesBeforeTheWriterReturnsFromAnotherThreadIsNotLost() throws Exception {
    List<Integer> written = new ArrayList<>();
    FlushLoop[] self = new FlushLoop[1];
    self[0] =
        new FlushLoop(
            () -> {
              if (written.size() == 3) {
                return false;
              }
              written.add(written.size());
              Thread other = new Thread(self[0]::written);
              other.start();
              join(other);
              return true;
            });
    self[0].flush();
    assertThat(written).containsExactly(0, 1, 2);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void manyThreadsFlushOneWritesAtATimeAndNothingStaysBehind() throws Exception {
    int threads = 4;
    int perThread = 20_000;
    ConcurrentLinkedQueue<Integer> queue = new ConcurrentLinkedQueue<>();
    CountDownLatch done = new CountDownLatch(threads * perThread);
    AtomicInteger inFlight = new AtomicInteger();
    List<String> faults = Collections.synchronizedList(new ArrayList<>());
    ExecutorService completions = Executors.newFixedThreadPool(2);
    FlushLoop[] self = new FlushLoop[1];
    AtomicInteger turn = new AtomicInteger();
    self[0] =
        new FlushLoop(
            () -> {
              Integer next = queue.poll();
              if (next == null) {
                return false;
              }
              if (inFlight.incrementAndGet() != 1) {
                faults.add("two writes at once");
              }
              Runnable end =
                  () -> {
                    inFlight.decrementAndGet();
                    done.countDown();
                    self[0].written();
                  };
              // Some writes end at once, some later on another thread.
              if (turn.incrementAndGet() % 3 == 0) {
                completions.execute(end);
              } else {
                end.run();
              }
              return true;
            });
    CyclicBarrier start = new CyclicBarrier(threads);
    for (int t = 0; t < threads; t++) {
      new Thread(
              () -> {
                SerialExecutorTest.awaitUninterrupted(start);
                for (int i = 0; i < perThread; i++) {
                  queue.add(i);
                  self[0].flush();
                }
              })
          .start();
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(faults).isEmpty();
    completions.shutdownNow();
  }
}
