package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Path;

/** A process that loads another core and the memory, three seconds on and three off. */
public final class BackgroundLoad implements AutoCloseable {
  /** No background load. */
  public static final BackgroundLoad NONE = new BackgroundLoad(null);

  private final Process process;

  private BackgroundLoad(Process process) {
    this.process = process;
  }

  /** Starts one; it ends with {@link #close()}, or with this process. */
  public static BackgroundLoad start() {
    try {
      String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
      return new BackgroundLoad(
          new ProcessBuilder(
                  java,
                  "-Xmx128m",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Load.class.getName(),
                  Long.toString(ProcessHandle.current().pid()))
              .inheritIO()
              .start());
    } catch (IOException e) {
      throw new KwsException("a second process cannot be started: " + e.getMessage(), e);
    }
  }

  /**
   * @throws KwsException when the process has died: the measurement ran without background load
   */
  public void check() {
    if (process != null && !process.isAlive()) {
      throw new KwsException("the second process ended by itself");
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  /** The process's main class. */
  static final class Load {
    private static final long PHASE_NANOS = 3_000_000_000L;

    private Load() {}

    /**
     * @param arguments the process to end with
     */
    public static void main(String[] arguments) throws InterruptedException {
      long parent = Long.parseLong(arguments[0]);
      double[] memory = new double[4 << 20];
      while (ProcessHandle.of(parent).map(ProcessHandle::isAlive).orElse(false)) {
        long start = System.nanoTime();
        double sum = 0;
        for (int i = 0; System.nanoTime() - start < PHASE_NANOS; i++) {
          for (int j = 0; j < 4096; j++) {
            int at = (i * 4096 + j * 16) & (memory.length - 1);
            memory[at] += j;
            sum += Math.sqrt(memory[at]);
          }
        }
        memory[0] = sum;
        Thread.sleep(PHASE_NANOS / 1_000_000);
      }
    }
  }
}
