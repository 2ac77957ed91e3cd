package io.kwsbench.cli.use.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.detect.KeywordLabels;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a capture keeps. */
class CaptureTest {
  private static final KeywordLabels LABELS = new KeywordLabels(List.of("_silence_", "yes"));

  @TempDir Path folder;

  @Test
  void oneKeepsNoNearMissNotEvenAtAScoreOfOne() {
    Capture capture = new Capture(folder, LABELS, 1, 16000, 4);
    // without a stream: a near miss would copy its window
    capture.scored(null, 0, new float[] {0, 1});
    capture.ended();
    assertThat(folder).isEmptyDirectory();
  }
}
