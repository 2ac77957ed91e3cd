package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Resident memory stays flat, whatever is repeated. Measured in a JVM whose whole heap is resident
 * from the start, so that what grows is native.
 */
@EnabledOnOs(OS.LINUX)
class LeakTest {
  private static long[] grownKib;

  @BeforeAll
  static void measure(@TempDir Path folder) throws Exception {
    String[] heap = {"-Xms48m", "-Xmx48m", "-XX:+AlwaysPreTouch", "-XX:TieredStopAtLevel=1"};
    ChildJvm child = ChildJvm.run(folder, Probe.class, heap);
    assertThat(child.err()).isEmpty();
    grownKib = Arrays.stream(child.out().split(" ")).mapToLong(Long::parseLong).toArray();
  }

  @Test
  void over100000Runs() {
    // a leak of the two results alone would be tens of MiB
    assertThat(grownKib[0]).as("KiB").isLessThan(4 * 1024);
  }

  @Test
  void over5000FeedsFetchesAndTraces() {
    assertThat(grownKib[1]).as("KiB").isLessThan(8 * 1024);
  }

  @Test
  void over200Sessions() {
    assertThat(grownKib[2]).as("KiB").isLessThan(8 * 1024);
  }

  /** Prints by how many KiB each of the three loops grew the process, after a warm-up. */
  static final class Probe {
    public static void main(String[] args) throws IOException {
      try (EngineModel model = TinyGraphs.model();
          EngineSession session = TinyGraphs.session(model)) {
        session.feed(0, TinyGraphs.x(1, 2, 3, 4));
        System.out.print(growth(session::run, 20_000, 100_000) + " ");
        System.out.print(growth(() -> feedTraceFetch(session), 2_000, 5_000) + " ");
        System.out.println(growth(() -> openAndClose(model), 50, 200));
      }
    }

    private static long growth(Runnable step, int warmUp, int times) throws IOException {
      repeat(step, warmUp);
      long before = residentKib();
      repeat(step, times);
      return residentKib() - before;
    }

    private static void repeat(Runnable step, int times) {
      for (int i = 0; i < times; i++) {
        step.run();
      }
    }

    private static void feedTraceFetch(EngineSession session) {
      session.feed(0, TinyGraphs.x(1, 2, 3, 4));
      session.runTraced();
      session.fetch(0);
    }

    private static void openAndClose(EngineModel model) {
      try (EngineSession session = TinyGraphs.session(model)) {
        session.feed(0, TinyGraphs.x(1, 2, 3, 4));
        session.run();
      }
    }

    private static long residentKib() throws IOException {
      try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
        String line = lines.filter(l -> l.startsWith("VmRSS:")).findFirst().orElseThrow();
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
  }
}
