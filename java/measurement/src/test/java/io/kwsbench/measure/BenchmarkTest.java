package io.kwsbench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.tensor.TensorValue;
import io.kwsbench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarkTest {
  private static final Workload ITEM =
      Workload.of(List.of(new Workload.Item("zeros", List.of(TensorValue.ofInt(0)))));

  private static BenchmarkPlan plan(int warmUp, int runs) {
    return new BenchmarkPlan(RunLimit.runs(warmUp), RunLimit.runs(runs), RunLimit.runs(runs), -1);
  }

  @Test
  void runsAllPhasesOfAllContenders() {
    FakeSession a = new FakeSession();
    FakeSession b = new FakeSession();
    List<String> heard = new ArrayList<>();
    PhaseListener listener =
        new PhaseListener() {
          @Override
          public void started(Phase phase, RunLimit limit) {
            heard.add(phase.label());
          }
        };

    List<PhaseTimes> times =
        new Benchmark(plan(2, 5), () -> false, listener)
            .run(List.of(new Contender("a", a, ITEM), new Contender("b", b, ITEM)));

    assertThat(a.runs).isEqualTo(12);
    assertThat(b.runs).isEqualTo(12);
    assertThat(heard).containsExactly("warm-up", "timed runs", "traced runs", "traced runs");
    assertThat(times).hasSize(2);
    assertThat(times.get(1).warmUp().count()).isEqualTo(2);
    assertThat(times.get(1).untraced().count()).isEqualTo(5);
    assertThat(times.get(1).traced().count()).isEqualTo(5);
  }

  @Test
  void withoutWarmUpThereIsNone() {
    FakeSession session = new FakeSession();
    PhaseTimes times =
        new Benchmark(plan(0, 3), () -> false, PhaseListener.NONE)
            .run(List.of(new Contender("a", session, ITEM)))
            .get(0);
    assertThat(times.warmUp()).isEqualTo(RunTimes.NONE);
    assertThat(session.runs).isEqualTo(6);
  }

  @Test
  void keepsWhatItHasWhenItIsStopped() {
    FakeSession session = new FakeSession();
    PhaseTimes times =
        new Benchmark(plan(1, 100), () -> session.runs >= 11, PhaseListener.NONE)
            .run(List.of(new Contender("a", session, ITEM)))
            .get(0);
    assertThat(times.untraced().count()).isEqualTo(10);
    assertThat(times.traced().count()).isZero();
    assertThat(times.profile().runs()).isZero();
  }
}
