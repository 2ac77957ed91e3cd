package io.kwsbench.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionOptionsTest {
  /** TensorFlow started them one by one, and gave no answer for a minute. */
  @ParameterizedTest
  @ValueSource(ints = {1025, 100_000, Integer.MAX_VALUE})
  void tooManyThreadsAreRefusedBeforeTheyAreStarted(int threads) {
    assertThatThrownBy(() -> new SessionOptions(List.of(), List.of(), threads))
        .isInstanceOf(KwsException.class)
        .hasMessage(threads + " threads are too many for a session: at most 1024");
  }

  @Test
  void manyThreadsAreTaken() {
    assertThat(new SessionOptions(List.of(), List.of(), 1024).threads()).isEqualTo(1024);
  }
}
