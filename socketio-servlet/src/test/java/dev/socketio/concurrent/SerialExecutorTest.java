package dev.socketio.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class SerialExecutorTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  private final ExecutorService pool = Executors.newFixedThreadPool(4);

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  @Test
  void anInlineLaneRunsATaskOnTheThreadThatBringsIt() {
    List<Thread> threads = new ArrayList<>();
    SerialExecutor.inline().execute(() -> threads.add(Thread.currentThread()));
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  void anInlineLaneRunsWhatATaskBringsAfterThatTask() {
    List<String> order = new ArrayList<>();
    SerialExecutor lane = SerialExecutor.inline();
    lane.execute(
        () -> {
          lane.execute(() -> order.add("second"));
          lane.execute(() -> order.add("third"));
          order.add("first");
        });
    assertThat(order).containsExactly("first", "second", "third");
  }

  @Test
  void aLongChainOfTasksDoesNotDeepenTheStack() {
    for (Executor delegate : List.<Executor>of(HandlerExecutors.CALLER, task -> task.run())) {
      SerialExecutor lane = new SerialExecutor(delegate);
      AtomicInteger runs = new AtomicInteger();
      Runnable again =
          new Runnable() {
            @Override
            public void run() {
              if (runs.incrementAndGet() < 200_000) {
                lane.execute(this);
              }
            }
          };
      lane.execute(again);
      assertThat(runs).hasValue(200_000);
    }
  }

  @Test
  void whoMeetsABusyInlineLaneLeavesTheTaskToTheThreadInIt() throws Exception {
    SerialExecutor lane = SerialExecutor.inline();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    List<String> threads = Collections.synchronizedList(new ArrayList<>());
    Thread busy =
        new Thread(
            () ->
                lane.execute(
                    () -> {
                      inside.countDown();
                      awaitUninterrupted(left);
                      threads.add(Thread.currentThread().getName());
                    }),
            "busy");
    busy.start();
    inside.await();
    lane.execute(() -> threads.add(Thread.currentThread().getName()));
    assertThat(threads).isEmpty();
    left.countDown();
    busy.join();
    assertThat(threads).containsExactly("busy", "busy");
  }

  @RepeatedTest(5)
  void tasksOfOneThreadKeepTheirOrderAndNeverOverlap() throws Exception {
    for (Executor delegate : List.<Executor>of(pool, HandlerExecutors.CALLER)) {
      assertOrderAndNoOverlap(new SerialExecutor(delegate));
    }
  }

  private static void assertOrderAndNoOverlap(SerialExecutor lane) throws Exception {
    int threads = 4;
    int perThread = 20_000;
    int[] next = new int[threads];
    List<String> faults = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger inside = new AtomicInteger();
    CountDownLatch done = new CountDownLatch(threads * perThread);
    CyclicBarrier start = new CyclicBarrier(threads);
    for (int t = 0; t < threads; t++) {
      int thread = t;
      new Thread(
              () -> {
                awaitUninterrupted(start);
                for (int i = 0; i < perThread; i++) {
                  int number = i;
                  lane.execute(
                      () -> {
                        if (inside.incrementAndGet() != 1) {
                          faults.add("overlap");
                        }
                        // Plain memory: the lane makes one task's writes visible to the next.
                        if (next[thread]++ != number) {
                          faults.add("order");
                        }
                        inside.decrementAndGet();
                        done.countDown();
                      });
                }
              })
          .start();
    }
    assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(faults).isEmpty();
  }

  @Test
  void aTaskThatIsQueuedButNotCountedYetLetsNoThreadOvertakeItself() throws Exception {
    CountDownLatch added = new CountDownLatch(1);
    CountDownLatch mayCount = new CountDownLatch(1);
    SerialExecutor lane =
        new SerialExecutor(HandlerExecutors.CALLER, new HeldUpQueue("held up", added, mayCount));
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    Thread heldUp = new Thread(() -> lane.execute(() -> order.add("held up")), "held up");
    lane.execute(
        () -> {
          heldUp.start();
          awaitUninterrupted(added);
          lane.execute(() -> order.add("mine, first"));
        });
    lane.execute(() -> order.add("mine, second"));
    mayCount.countDown();
    heldUp.join();
    assertThat(order).containsExactly("held up", "mine, first", "mine, second");
  }

  /** Holds one thread up between queueing its task and counting it. */
  private static final class HeldUpQueue extends ConcurrentLinkedQueue<Runnable> {
    private static final long serialVersionUID = 1L;
    private final transient CountDownLatch added;
    private final transient CountDownLatch mayGoOn;
    private final String thread;

    HeldUpQueue(String thread, CountDownLatch added, CountDownLatch mayGoOn) {
      this.thread = thread;
      this.added = added;
      this.mayGoOn = mayGoOn;
    }

    @Override
    public boolean add(Runnable task) {
      boolean taken = super.add(task);
      if (Thread.currentThread().getName().equals(thread)) {
        added.countDown();
        awaitUninterrupted(mayGoOn);
      }
      return taken;
    }
  }

  @Test
  void aBurstIsWorkedOffInBatchesBetweenWhichOthersGetTheirTurn() {
    Deque<Runnable> queue = new ArrayDeque<>();
    SerialExecutor lane = new SerialExecutor(queue::add);
    AtomicInteger runs = new AtomicInteger();
    for (int i = 0; i < SerialExecutor.BATCH * 2 + 1; i++) {
      lane.execute(runs::incrementAndGet);
    }
    assertThat(queue).as("one submission for the burst").hasSize(1);
    queue.remove().run();
    assertThat(runs).hasValue(SerialExecutor.BATCH);
    assertThat(queue).as("then the lane queues up again").hasSize(1);
    queue.remove().run();
    queue.remove().run();
    assertThat(runs).hasValue(SerialExecutor.BATCH * 2 + 1);
    assertThat(queue).isEmpty();
    lane.execute(runs::incrementAndGet);
    assertThat(queue).hasSize(1);
  }

  @Test
  void aTaskThatThrowsIsLoggedAndTheNextRuns() {
    List<String> order = new ArrayList<>();
    for (Executor delegate : List.<Executor>of(HandlerExecutors.CALLER, task -> task.run())) {
      SerialExecutor lane = new SerialExecutor(delegate);
      lane.execute(
          () -> {
            lane.execute(() -> order.add("next"));
            throw new IllegalStateException("no");
          });
      lane.execute(() -> order.add("later"));
    }
    assertThat(order).containsExactly("next", "later", "next", "later");
    assertThat(log.errors()).hasSize(2);
  }

  @Test
  void whenTheExecutorRefusesTheCallingThreadDoesTheWork() {
    SerialExecutor lane =
        new SerialExecutor(
            task -> {
              throw new IllegalStateException("broken in a way of its own");
            });
    AtomicInteger runs = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      lane.execute(runs::incrementAndGet);
    }
    assertThat(runs).hasValue(3);
  }

  @Test
  void whenTheExecutorRefusesTheNextBatchItIsRunOnTheSpot() {
    AtomicInteger submissions = new AtomicInteger();
    Deque<Runnable> queue = new ArrayDeque<>();
    SerialExecutor lane =
        new SerialExecutor(
            task -> {
              if (submissions.incrementAndGet() > 1) {
                throw new RejectedExecutionException("shut down");
              }
              queue.add(task);
            });
    AtomicInteger runs = new AtomicInteger();
    for (int i = 0; i < SerialExecutor.BATCH * 3; i++) {
      lane.execute(runs::incrementAndGet);
    }
    queue.remove().run();
    assertThat(runs).hasValue(SerialExecutor.BATCH * 3);
  }

  static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  static void awaitUninterrupted(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception broken) {
      throw new IllegalStateException(broken);
    }
  }

  @Test
  void aTaskThatLeavesItsThreadInterruptedDoesNotInterruptTheNext() throws Exception {
    SerialExecutor lane = new SerialExecutor(pool);
    List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch bothAreThere = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    lane.execute(
        () -> {
          awaitCalmly(bothAreThere);
          Thread.currentThread().interrupt();
        });
    lane.execute(
        () -> {
          interrupted.add(Thread.currentThread().isInterrupted());
          done.countDown();
        });
    bothAreThere.countDown();
    done.await();
    assertThat(interrupted).containsExactly(false);
  }

  private static void awaitCalmly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  @Test
  void aPoolThatShutsDownInterruptsAllThatStillRuns() throws Exception {
    SerialExecutor lane = new SerialExecutor(pool);
    List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch runs = new CountDownLatch(1);
    lane.execute(
        () -> {
          runs.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException expected) {
            Thread.currentThread().interrupt();
          }
        });
    lane.execute(() -> interrupted.add(Thread.currentThread().isInterrupted()));
    runs.await();
    pool.shutdownNow();
    assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(interrupted).containsExactly(true);
  }

  @Test
  void anInlineLaneLeavesItsThreadAsItWas() {
    SerialExecutor lane = SerialExecutor.inline();
    lane.execute(() -> Thread.currentThread().interrupt());
    assertThat(Thread.interrupted()).isFalse();
    Thread.currentThread().interrupt();
    lane.execute(() -> {});
    assertThat(Thread.interrupted()).isTrue();
  }
}
