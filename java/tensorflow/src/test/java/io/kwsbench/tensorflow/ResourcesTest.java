package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.kwsbench.engine.EngineModel;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.SessionOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a run costs beside its time: no heap, and no more threads than asked for. */
class ResourcesTest {
  private static final int WARM_UP = 20_000;

  private static void run(EngineSession session, int times) {
    for (int i = 0; i < times; i++) {
      session.run();
    }
  }

  @Test
  void runAllocatesNothingOnTheHeap() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (EngineModel model = TinyGraphs.model();
        EngineSession session = TinyGraphs.session(model)) {
      session.feed(0, TinyGraphs.x(1, 2, 3, 4));
      run(session, WARM_UP);
      threads.getCurrentThreadAllocatedBytes();
      long before = threads.getCurrentThreadAllocatedBytes();
      run(session, 10_000);
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isZero();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void closedSessionsLeaveNoThreads() throws IOException {
    try (EngineModel model = TinyGraphs.model()) {
      openAndClose(model, 2);
      int threads = nativeThreads();
      openAndClose(model, 20);
      assertThat(nativeThreads()).isEqualTo(threads);
    }
  }

  private static void openAndClose(EngineModel model, int times) {
    for (int i = 0; i < times; i++) {
      try (EngineSession session = TinyGraphs.session(model)) {
        session.feed(0, TinyGraphs.x(1, 2, 3, 4));
        session.run();
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void everySessionHasTheThreadsItAskedFor() throws IOException {
    try (EngineModel model = TinyGraphs.model();
        EngineSession one = TinyGraphs.session(model)) {
      one.feed(0, TinyGraphs.x(1, 2, 3, 4));
      one.run();
      int before = nativeThreads();
      SessionOptions seven = new SessionOptions(List.of(TinyGraphs.X), List.of(TinyGraphs.Y), 7);
      try (EngineSession other = model.newSession(seven)) {
        other.feed(0, TinyGraphs.x(1, 2, 3, 4));
        other.run();
        // seven within ops and seven between them
        assertThat(nativeThreads() - before).isEqualTo(14);
      }
    }
  }

  /** TensorFlow's threads: unlike Java's, they bear the name of the thread that made them. */
  private static int nativeThreads() throws IOException {
    String mine = Files.readString(Path.of("/proc/thread-self/comm"));
    try (Stream<Path> tasks = Files.list(Path.of("/proc/self/task"))) {
      return (int) tasks.filter(task -> mine.equals(nameOf(task))).count();
    }
  }

  private static String nameOf(Path task) {
    try {
      return Files.readString(task.resolve("comm"));
    } catch (IOException e) {
      return ""; // ended meanwhile
    }
  }
}
