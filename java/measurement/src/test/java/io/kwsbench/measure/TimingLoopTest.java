package io.kwsbench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.Workload;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingLoopTest {
  private static Workload items(int count) {
    List<Workload.Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(new Workload.Item("item" + i, List.of(TensorValue.ofInt(i))));
    }
    return Workload.of(items);
  }

  private static TimingLoop loop(RunLimit limit) {
    return new TimingLoop(limit, () -> false, PhaseListener.NONE);
  }

  @Test
  void runsAsOftenAsItMay() {
    FakeSession session = new FakeSession();
    TimeRecorder recorder = new TimeRecorder(10);

    loop(RunLimit.runs(10)).run(session, items(1), recorder);

    assertThat(session.runs).isEqualTo(10);
    assertThat(recorder.count()).isEqualTo(10);
    assertThat(session.feeds).isEqualTo(1);
  }

  @Test
  void feedsItemsInTurn() {
    FakeSession session = new FakeSession();
    loop(RunLimit.runs(7)).run(session, items(3), new TimeRecorder(7));
    assertThat(session.feeds).isEqualTo(7);
  }

  @Test
  void stopsWhenTheTimeIsSpent() {
    FakeSession session = new FakeSession(() -> TimingLoop.pause(0.002));
    loop(new RunLimit(0, 0.02, -1)).run(session, items(1), new TimeRecorder(16));
    assertThat(session.runs).isBetween(1, 11);
  }

  @Test
  void stopsAtOnceWhenAsked() {
    FakeSession session = new FakeSession();
    new TimingLoop(RunLimit.runs(1000), () -> session.runs >= 5, PhaseListener.NONE)
        .run(session, items(1), new TimeRecorder(16));
    assertThat(session.runs).isEqualTo(5);
  }

  @Test
  void interleavesSessionsAndRotatesWhoGoesFirst() {
    List<String> order = new ArrayList<>();
    FakeSession a = new FakeSession(() -> order.add("a"));
    FakeSession b = new FakeSession(() -> order.add("b"));
    loop(RunLimit.runs(3))
        .run(
            new EngineSession[] {a, b},
            new Workload[] {items(1), items(1)},
            new TimeRecorder[] {new TimeRecorder(3), new TimeRecorder(3)});
    assertThat(order).containsExactly("a", "b", "b", "a", "a", "b");
  }

  @Test
  void timesTheRunAndNotThePause() {
    TimeRecorder recorder = new TimeRecorder(3);
    loop(new RunLimit(3, -1, 0.02)).run(new FakeSession(), items(1), recorder);
    assertThat(Arrays.stream(recorder.times().nanos()).max().orElseThrow()).isLessThan(20_000_000L);
  }

  @Test
  void allocatesNothing() {
    FakeSession session = new FakeSession();
    int runs = 50_000;
    TimingLoop loop = loop(RunLimit.runs(runs));
    TimeRecorder recorder = new TimeRecorder(runs);
    Workload workload = items(1);
    EngineSession[] sessions = {session};
    Workload[] workloads = {workload};
    TimeRecorder[] recorders = {recorder};
    loop.run(sessions, workloads, recorders);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();

    recorder.clear();
    long before = threads.getThreadAllocatedBytes(thread);
    loop.run(sessions, workloads, recorders);
    long after = threads.getThreadAllocatedBytes(thread);

    // what reading the counter itself allocates is a few dozen bytes, whatever the runs
    assertThat(after - before).isLessThan(4096);
    assertThat(recorder.count()).isEqualTo(runs);
  }

  @Test
  void addsUpTracedRunsByNode() {
    TraceProfile profile = new TraceProfile();
    TimeRecorder recorder = new TimeRecorder(4);
    loop(RunLimit.runs(4)).runTraced(new FakeSession(), items(1), recorder, profile);

    assertThat(profile.runs()).isEqualTo(4);
    assertThat(recorder.times().nanos()).containsOnly(10_000L);
    assertThat(profile.opTotals().nanos()).containsOnly(8_000L);
    assertThat(profile.memoryTotals()).containsOnly(512L);
    assertThat(profile.nodes()).extracting(NodeProfile::name).containsExactly("a", "b");
    assertThat(profile.nodes()).extracting(NodeProfile::calls).containsExactly(4L, 4L);
  }
}
