package io.kwsbench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.KwsException;
import java.io.FileNotFoundException;
import org.junit.jupiter.api.Test;

/** Which failures are faults of the program: they exit with 70, all others with 3. */
class FailureTest {
  private static final String TASK = "Job aborted due to stage failure: Lost task 0.3: ";

  @Test
  void anExceptionOfJavaIsAFaultOfTheProgram() {
    assertThat(Failure.isInternal(new NullPointerException("x"))).isTrue();
    assertThat(Failure.isInternal(new RuntimeException(new ArithmeticException("x")))).isTrue();
    assertThat(
            Failure.isInternal(
                new RuntimeException(TASK + "java.lang.ArrayIndexOutOfBoundsException: -1")))
        .isTrue();
    assertThat(Failure.isInternal(new IllegalStateException("of this class"))).isTrue();
    assertThat(Failure.isInternal(new AssertionError("of this class"))).isTrue();
  }

  @Test
  void whatCannotBeUsedIsNone() {
    KwsException bad = new KwsException("a.wav: no clip");
    assertThat(Failure.isInternal(new RuntimeException(bad))).isFalse();
    assertThat(Failure.isInternal(new RuntimeException(TASK + bad))).isFalse();
    assertThat(Failure.isInternal(new FileNotFoundException("gone"))).isFalse();
    assertThat(Failure.isInternal(ofHadoop(new IllegalArgumentException("x")))).isFalse();
  }

  private static RuntimeException ofHadoop(RuntimeException thrown) {
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("org.apache.hadoop.fs.FileSystem", "checkPath", null, 1)
        });
    return thrown;
  }
}
