package io.kwsbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Needs;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@link EngineModel} and {@link EngineSession} promise about threads and closing, for every
 * engine: a test class for each extends this one. Its models have one feed of floats and one fetch
 * of floats.
 */
public abstract class SessionContract {
  private static final int ROUNDS = 40;
  private static final int THREADS = 4;

  private EngineModel model;

  /** The engine. */
  protected abstract Engine engine();

  /** A model that it runs. */
  protected abstract ModelSource source();

  @BeforeEach
  void openModel() {
    Needs.that(engine().isAvailable(), "no engine " + engine().name() + " here");
    model = engine().open(source());
  }

  /** Closes it, unless the test did, which throws where a test left a session open. */
  @AfterEach
  void closeModel() {
    if (model != null) {
      model.close();
    }
  }

  private EngineSession open() {
    return model.newSession(1);
  }

  @Test
  void aModelWithSessionsStaysOpen() {
    try (EngineSession session = open()) {
      assertThatThrownBy(model::close).isInstanceOf(IllegalStateException.class);
      session.feedFloats(0, constant(session, 1));
      session.run();
    }
    model.close();
    model.close();
    assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void sessionsOfAModelAreApart() {
    try (EngineSession first = open();
        EngineSession second = model.newSession(first.options())) {
      assertThat(second.options()).isEqualTo(first.options());
      first.feedFloats(0, constant(first, 1));
      assertThatThrownBy(second::run).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void modelsOfOtherFormatsAreRefused() {
    for (ModelFormat format : ModelFormat.values()) {
      if (!engine().formats().contains(format)) {
        ModelSource other = new ModelSource.File(Path.of("other" + format.extension()), format);
        assertThatThrownBy(() -> engine().open(other))
            .isInstanceOf(KwsException.class)
            .hasMessageStartingWith("other" + format.extension() + ": ");
      }
    }
  }

  @Test
  void tooManyThreadsAreRefused() {
    assertThatThrownBy(() -> model.newSession(1_000_000)).isInstanceOf(KwsException.class);
  }

  @Test
  void everyCallAfterCloseThrows() {
    EngineSession session = open();
    float[] values = constant(session, 1);
    session.feedFloats(0, values);
    session.run();
    session.close();
    session.close();
    ShortBuffer heap = ShortBuffer.allocate(values.length);
    ShortBuffer direct =
        ByteBuffer.allocateDirect(2 * values.length).order(ByteOrder.nativeOrder()).asShortBuffer();
    List<ThrowingCallable> calls =
        List.of(
            () -> session.feed(0, TensorValue.ofFloats(shape(session), values)),
            () -> session.feed(0, TensorValue.ofInt(1)),
            () -> session.feedFloats(0, values),
            () -> session.feedPcm16(0, heap, 32768),
            () -> session.feedPcm16(0, direct, 32768),
            session::run,
            session::runTraced,
            () -> session.fetch(0),
            () -> session.fetchFloats(0, values),
            session::memory);
    for (int i = 0; i < calls.size(); i++) {
      assertThatThrownBy(calls.get(i)).as("call %d", i).isInstanceOf(IllegalStateException.class);
    }
    assertThat(session.options().feeds()).hasSize(1);
  }

  /** No call may see memory that another one is writing: there are no answers but the four. */
  @Test
  @Timeout(60)
  void callsExcludeEachOther() throws Exception {
    try (EngineSession session = open()) {
      List<float[]> answers = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        session.feedFloats(0, constant(session, t));
        session.run();
        answers.add(session.fetch(0).floats());
      }
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        float[] mine = constant(session, t);
        tasks.add(() -> mixed(session, mine, answers));
      }
      assertThat(sum(tasks)).isZero();
    }
  }

  private static int mixed(EngineSession session, float[] mine, List<float[]> answers) {
    int mixed = 0;
    float[] answer = new float[answers.get(0).length];
    for (int i = 0; i < 200; i++) {
      session.feedFloats(0, mine);
      session.run();
      session.fetchFloats(0, answer);
      mixed += answers.stream().anyMatch(known -> Arrays.equals(known, answer)) ? 0 : 1;
    }
    return mixed;
  }

  /** Three threads call all the time when a fourth closes. */
  @Test
  @Timeout(120)
  void closeIsSafeAtAnyTime() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      EngineSession session = open();
      float[] values = constant(session, 1);
      session.feedFloats(0, values);
      session.run();
      AtomicInteger calls = new AtomicInteger();
      List<Callable<Integer>> tasks = new ArrayList<>();
      tasks.add(untilClosed(calls, i -> session.feedFloats(0, values)));
      tasks.add(untilClosed(calls, i -> session.run()));
      float[] answer = session.fetch(0).floats();
      tasks.add(
          untilClosed(
              calls,
              i -> {
                session.fetchFloats(0, answer);
                session.feed(0, TensorValue.ofFloats(shape(session), values));
                session.fetch(0);
              }));
      int patience = 1 + round % 10;
      tasks.add(
          () -> {
            while (calls.get() < 3 * patience) {
              Thread.onSpinWait();
            }
            session.close();
            return 0;
          });
      assertThat(sum(tasks)).as("calls that failed otherwise").isZero();
      assertThatThrownBy(session::run).isInstanceOf(IllegalStateException.class);
    }
  }

  /** Calls until that throws; 1 if what was thrown is not the one exception that may be. */
  private static Callable<Integer> untilClosed(AtomicInteger calls, IntConsumer call) {
    return () -> {
      try {
        for (int i = 0; ; i++) {
          call.accept(i);
          calls.incrementAndGet();
        }
      } catch (IllegalStateException e) {
        return 0;
      }
    };
  }

  private static int sum(List<Callable<Integer>> tasks) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
    try {
      int sum = 0;
      for (Future<Integer> result : pool.invokeAll(tasks, 60, TimeUnit.SECONDS)) {
        sum += result.get();
      }
      return sum;
    } finally {
      pool.shutdownNow();
    }
  }

  private static Shape shape(EngineSession session) {
    return session.options().feeds().get(0).shape();
  }

  private static float[] constant(EngineSession session, float value) {
    float[] values = new float[Math.toIntExact(shape(session).elements().orElseThrow())];
    Arrays.fill(values, value);
    return values;
  }
}
