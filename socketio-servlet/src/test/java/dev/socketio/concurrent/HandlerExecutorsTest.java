package dev.socketio.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.concurrent.ContextService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class HandlerExecutorsTest {
  @RegisterExtension final CapturedLog log = new CapturedLog();

  @Test
  void directRunsHandlersOnTheCallingThread() {
    try (HandlerExecutors direct = HandlerExecutors.direct()) {
      AtomicReference<Thread> thread = new AtomicReference<>();
      direct.executor().execute(() -> thread.set(Thread.currentThread()));
      assertThat(thread).hasValue(Thread.currentThread());
      assertThat(direct.description()).isEqualTo("calling thread");
    }
  }

  @Test
  void anExecutorThatWasGivenIsLeftRunning() throws Exception {
    ExecutorService given = Executors.newSingleThreadExecutor();
    try {
      HandlerExecutors choice = HandlerExecutors.using(given);
      assertThat(threadOf(choice)).isSameAs(given.submit(Thread::currentThread).get());
      choice.close();
      assertThat(given.isShutdown()).isFalse();
    } finally {
      given.shutdownNow();
    }
  }

  private static Thread threadOf(HandlerExecutors choice) throws Exception {
    return CompletableFuture.supplyAsync(Thread::currentThread, choice.executor()).get();
  }

  @Test
  void whatAGivenExecutorRefusesRunsOnAThreadOfTheServer() throws Exception {
    for (RuntimeException refusal :
        List.of(new RejectedExecutionException("full"), new IllegalStateException("broken"))) {
      Executor refusing =
          task -> {
            throw refusal;
          };
      try (HandlerExecutors choice = HandlerExecutors.using(refusing)) {
        Thread thread = threadOf(choice);
        assertThat(thread).isNotSameAs(Thread.currentThread());
        assertThat(thread.getName()).startsWith("socketio-handler-");
      }
    }
  }

  @Test
  void withoutAContainerItMakesItsOwnAndShutsThatDown() throws Exception {
    HandlerExecutors choice = HandlerExecutors.automatic();
    ExecutorService executor = (ExecutorService) choice.executor();
    AtomicReference<Thread> thread = new AtomicReference<>();
    CountDownLatch ran = new CountDownLatch(1);
    executor.execute(
        () -> {
          thread.set(Thread.currentThread());
          ran.countDown();
        });
    ran.await();
    assertThat(thread.get().isDaemon()).isTrue();
    assertThat(choice.description()).isIn("virtual threads", HandlerExecutors.pool().description());
    choice.close();
    assertThat(executor.isTerminated()).isTrue();
  }

  @Test
  void theManagedExecutorOfTheContainerComesFirstAndIsLeftRunning() throws Exception {
    ExecutorService managed = Executors.newSingleThreadExecutor();
    try (Naming naming = new Naming(managed, contexts())) {
      HandlerExecutors choice = HandlerExecutors.automatic();
      assertThat(threadOf(choice)).isSameAs(managed.submit(Thread::currentThread).get());
      assertThat(choice.description()).contains("java:comp/DefaultManagedExecutorService");
      choice.close();
      assertThat(managed.isShutdown()).isFalse();
      assertThat(naming.lookups).contains("java:comp/DefaultManagedExecutorService");
    } finally {
      managed.shutdownNow();
    }
  }

  private static final ThreadLocal<String> IDENTITY = ThreadLocal.withInitial(() -> "nobody");

  /** Captures who somebody is, as a container does. */
  private static ContextService contexts() {
    return () -> {
      String captured = IDENTITY.get();
      return task -> {
        String before = IDENTITY.get();
        IDENTITY.set(captured);
        try {
          task.run();
        } finally {
          IDENTITY.set(before);
        }
      };
    };
  }

  /** Runs a task as the one who submits it, as a container does. */
  private static ExecutorService managed(ExecutorService threads) {
    return new AbstractExecutorService() {
      @Override
      public void execute(Runnable task) {
        Executor submitter = contexts().currentContextExecutor();
        threads.execute(() -> submitter.execute(task));
      }

      @Override
      public void shutdown() {}

      @Override
      public List<Runnable> shutdownNow() {
        return List.of();
      }

      @Override
      public boolean isShutdown() {
        return false;
      }

      @Override
      public boolean isTerminated() {
        return false;
      }

      @Override
      public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
      }
    };
  }

  @Test
  void handlersRunInTheContextOfTheStartWhoeverSubmitsThem() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Naming naming = new Naming(managed(threads), contexts());
        HandlerExecutors choice = HandlerExecutors.automatic()) {
      assertThat(naming.lookups).contains("java:comp/DefaultContextService");
      IDENTITY.set("Ann");
      assertThat(CompletableFuture.supplyAsync(IDENTITY::get, choice.executor()).get())
          .isEqualTo("nobody");
    } finally {
      IDENTITY.remove();
      threads.shutdownNow();
    }
  }

  @Test
  void whatSparesRunIsInThatContextToo() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try (Naming naming = new Naming(managed(threads), contexts())) {
      IDENTITY.set("the application");
      try (HandlerExecutors spares = HandlerExecutors.spares()) {
        IDENTITY.set("Ann");
        assertThat(CompletableFuture.supplyAsync(IDENTITY::get, spares.executor()).get())
            .isEqualTo("the application");
      }
      assertThat(naming.lookups).contains("java:comp/DefaultContextService");
    } finally {
      IDENTITY.remove();
      threads.shutdownNow();
    }
  }

  @Test
  void handlersAreInThatContextTooWhereTheContainersThreadsAreTaken() throws Exception {
    ExecutorService full = Executors.newSingleThreadExecutor();
    full.shutdown();
    try (Naming naming = new Naming(full, contexts())) {
      IDENTITY.set("the application");
      try (HandlerExecutors choice = HandlerExecutors.automatic()) {
        IDENTITY.set("Ann");
        assertThat(CompletableFuture.supplyAsync(IDENTITY::get, choice.executor()).get())
            .isEqualTo("the application");
      }
      assertThat(naming.lookups).isNotEmpty();
    } finally {
      IDENTITY.remove();
    }
  }

  @Test
  void threadsTakeNothingOverFromWhoeverNeedsThemFirst() throws Exception {
    InheritableThreadLocal<String> user = new InheritableThreadLocal<>();
    try (HandlerExecutors automatic = HandlerExecutors.automatic();
        HandlerExecutors pool = HandlerExecutors.pool();
        HandlerExecutors spares = HandlerExecutors.spares();
        ScheduledTaskTimer timer = ScheduledTaskTimer.start("test-timer")) {
      user.set("Ann");
      for (HandlerExecutors threads : List.of(automatic, pool, spares)) {
        assertThat(CompletableFuture.supplyAsync(() -> "user " + user.get(), threads.executor()))
            .as(threads.description())
            .succeedsWithin(Duration.ofSeconds(10))
            .isEqualTo("user null");
      }
      CompletableFuture<String> timed = new CompletableFuture<>();
      timer.schedule(Duration.ZERO, () -> timed.complete("user " + user.get()));
      assertThat(timed).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("user null");
    } finally {
      user.remove();
    }
  }

  @Test
  void whatTheContextRefusesRunsOnAThreadOfTheServerOnce() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    for (Executor ended :
        List.<Executor>of(
            task -> {
              throw new IllegalStateException("The application has ended");
            },
            task -> {})) {
      ContextService contexts = () -> ended;
      try (Naming naming = new Naming(managed(threads), contexts);
          HandlerExecutors choice = HandlerExecutors.automatic()) {
        assertThat(threadOf(choice).getName()).startsWith("socketio-handler-");
        assertThat(naming.lookups).isNotEmpty();
      }
    }
    threads.shutdownNow();
  }

  @Test
  void aTaskThatFailsIsNotRunAgain() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    List<Throwable> thrown = new ArrayList<>();
    Executor caller =
        task -> {
          try {
            task.run();
          } catch (IllegalStateException failure) {
            thrown.add(failure);
          }
        };
    new CapturedContext(caller, Runnable::run, task -> runs.addAndGet(100))
        .execute(
            () -> {
              runs.incrementAndGet();
              throw new IllegalStateException("expected");
            });
    assertThat(runs).hasValue(1);
    assertThat(thrown).hasSize(1);
  }

  @Test
  void withoutAContextServiceTheManagedExecutorIsNotUsed() {
    ExecutorService managed = Executors.newSingleThreadExecutor();
    for (Object none : Arrays.asList(null, "a string")) {
      try (Naming naming = new Naming(managed, none);
          HandlerExecutors choice = HandlerExecutors.automatic()) {
        assertThat(choice.description()).doesNotContain("managed");
        assertThat(naming.lookups).isNotEmpty();
      }
    }
    managed.shutdownNow();
  }

  @Test
  void threadsOfThePoolHaveTheClassLoaderOfTheStart() throws Exception {
    Thread starter = Thread.currentThread();
    ClassLoader before = starter.getContextClassLoader();
    try (HandlerExecutors pool = HandlerExecutors.pool()) {
      starter.setContextClassLoader(new ClassLoader(before) {});
      assertThat(
              CompletableFuture.supplyAsync(
                      () -> Thread.currentThread().getContextClassLoader(), pool.executor())
                  .get())
          .isSameAs(before);
    } finally {
      starter.setContextClassLoader(before);
    }
  }

  @Test
  void somethingElseUnderThatNameIsNotUsed() {
    try (Naming naming = new Naming("a string");
        HandlerExecutors choice = HandlerExecutors.automatic()) {
      assertThat(choice.description()).doesNotContain("managed");
      assertThat(naming.lookups).isNotEmpty();
    }
  }

  @Test
  void thePoolRunsOneBlockedHandlerBesideOthers() throws Exception {
    try (HandlerExecutors pool = HandlerExecutors.pool()) {
      CountDownLatch release = new CountDownLatch(1);
      for (int i = 0; i < 31; i++) {
        pool.executor().execute(() -> SerialExecutorTest.awaitUninterrupted(release));
      }
      CountDownLatch ran = new CountDownLatch(1);
      pool.executor().execute(ran::countDown);
      ran.await();
      release.countDown();
    }
  }

  @Test
  void handlersThatStillRunWhenTheServerIsClosedAreInterruptedInTheEnd() throws Exception {
    HandlerExecutors pool = HandlerExecutors.pool();
    List<String> ends = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    pool.executor()
        .execute(
            () -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException interrupted) {
                ends.add("interrupted");
              }
              ended.countDown();
            });
    started.await();
    Thread.currentThread().interrupt();
    pool.close();
    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
    ended.await();
    assertThat(ends).containsExactly("interrupted");
  }

  /** A naming service with two names. */
  public static final class Naming implements AutoCloseable {
    private static Object bound;
    private static Object contexts;
    private static List<String> lookedUp;
    final List<String> lookups = new ArrayList<>();

    Naming(Object value) {
      this(value, null);
    }

    Naming(Object value, Object contextService) {
      bound = value;
      contexts = contextService;
      lookedUp = lookups;
      System.setProperty(Context.INITIAL_CONTEXT_FACTORY, Factory.class.getName());
    }

    @Override
    public void close() {
      System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    /** Made by the naming service. */
    public static final class Factory implements InitialContextFactory {
      @Override
      public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        return new InitialContext(true) {
          @Override
          public Object lookup(String name) throws NamingException {
            lookedUp.add(name);
            if (!name.equals("java:comp/DefaultContextService")) {
              return bound;
            }
            if (contexts == null) {
              throw new NamingException("There is none");
            }
            return contexts;
          }
        };
      }
    }
  }
}
