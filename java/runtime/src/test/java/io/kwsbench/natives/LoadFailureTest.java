package io.kwsbench.natives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoadFailureTest {
  @Test
  void theReasonOfEveryAttemptIsToldInOneLine() {
    Throwable first = new UnsatisfiedLinkError("/tmp/libx.so: version\n `GLIBC_2.34' not found");
    Throwable last = new UnsatisfiedLinkError("no x in java.library.path: /usr/lib");
    last.initCause(first);

    assertThat(LoadFailure.said(last))
        .isEqualTo(
            "no x in java.library.path: /usr/lib; because /tmp/libx.so: version `GLIBC_2.34' not"
                + " found");
  }

  @Test
  void aReasonIsToldOnceAndOneWithoutWordsByItsName() {
    Throwable cause = new IllegalStateException("broken");

    assertThat(LoadFailure.said(new RuntimeException("broken", cause))).isEqualTo("broken");
    assertThat(LoadFailure.said(new StackOverflowError())).isEqualTo("StackOverflowError");
  }
}
