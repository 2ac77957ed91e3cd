package io.kwsbench.measure.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.measure.FakeSession;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConcurrentTrialTest {
  private static final Workload ITEM =
      Workload.of(List.of(new Workload.Item("item", List.of(TensorValue.ofInt(1)))));

  private static ConcurrentTrial.Effort effort(int slices, int runs) {
    return new ConcurrentTrial.Effort(0, slices, 60, runs);
  }

  @Test
  void allSessionsRunAtOnceAndThenOneAlone() {
    int sessions = 3;
    CyclicBarrier meeting = new CyclicBarrier(sessions);
    AtomicInteger runs = new AtomicInteger();
    List<EngineSession> three = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      // the first run is the one alone; the next three must meet, or the barrier breaks
      three.add(
          new FakeSession(
              () -> {
                if (runs.getAndIncrement() > 0) {
                  await(meeting);
                }
              }));
    }

    ConcurrentTimes times = new ConcurrentTrial(three, ITEM).run(effort(1, 1), () -> false);

    assertThat(runs).hasValue(1 + sessions);
    assertThat(ConcurrentTimes.times(times.alone()).count()).isEqualTo(1);
    assertThat(ConcurrentTimes.times(times.together()).count()).isEqualTo(sessions);
  }

  @Test
  void slicesOfBothAlternate() {
    FakeSession first = new FakeSession();
    FakeSession second = new FakeSession();

    ConcurrentTimes times =
        new ConcurrentTrial(List.of(first, second), ITEM).run(effort(5, 4), () -> false);

    assertThat(times.alone()).hasSize(5);
    assertThat(times.together()).hasSize(5);
    assertThat(times.alone()).allSatisfy(slice -> assertThat(slice.times().count()).isEqualTo(4));
    assertThat(first.runs).isBetween(5 * 4 + 5, 5 * 8);
    assertThat(second.runs).isBetween(5, 5 * 4);
  }

  @Test
  void sessionsThatWaitOnTheirOwnDoTwiceAsMuch() {
    FakeSession slow = new FakeSession(() -> sleep(20));
    FakeSession slower = new FakeSession(() -> sleep(20));

    ConcurrentTimes times =
        new ConcurrentTrial(List.of(slow, slower), ITEM).run(effort(3, 5), () -> false);

    // two that wait do twice as much as one; a busy machine makes both slower
    double alone = ConcurrentTimes.rates(times.alone())[1];
    double together = ConcurrentTimes.rates(times.together())[1];
    assertThat(alone).isLessThan(51);
    assertThat(together).isLessThan(102).isGreaterThan(alone);
  }

  /** However many there are: a session that waits for its turn adds nothing. */
  @Test
  void sessionsThatTakeTurnsDoNoMoreThanOne() {
    Object turn = new Object();
    List<EngineSession> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(
          new FakeSession(
              () -> {
                synchronized (turn) {
                  sleep(1);
                }
              }));
    }

    ConcurrentTimes times = new ConcurrentTrial(many, ITEM).run(effort(3, 30), () -> false);

    double alone = ConcurrentTimes.rates(times.alone())[1];
    double together = ConcurrentTimes.rates(times.together())[1];
    assertThat(together).isLessThan(2 * alone);
  }

  @Test
  void whatASessionThrowsIsThrown() {
    EngineSession bad =
        new FakeSession(
            () -> {
              throw new KwsException("refused");
            });
    assertThatThrownBy(
            () ->
                new ConcurrentTrial(List.of(new FakeSession(), bad), ITEM)
                    .run(effort(1, 3), () -> false))
        .isInstanceOf(KwsException.class)
        .hasMessage("refused");
  }

  @Test
  void aSliceThatIsCutShortIsLeftOut() {
    FakeSession session = new FakeSession();
    ConcurrentTimes times =
        new ConcurrentTrial(List.of(session), ITEM).run(effort(5, 100), () -> session.runs > 250);
    assertThat(times.alone()).hasSize(1);
    assertThat(times.together()).hasSize(1);
  }

  private static void await(CyclicBarrier meeting) {
    try {
      meeting.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("not at once", e);
    }
  }

  private static void sleep(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
