package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.SharedMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  @TempDir Path folder;

  @Test
  void whatIsAppendedIsRead() {
    EventFile.append(folder, 1, 1.5e9, Map.of("loss", 2.5));
    EventFile.append(folder, 2, 1.6e9, Map.of("loss", 1.25));

    assertThat(EventFile.read(folder))
        .containsExactly(
            new EventFile.Scalar(1, 1.5e9, "loss", 2.5f),
            new EventFile.Scalar(2, 1.6e9, "loss", 1.25f));
  }

  @Test
  void aRecordThatACrashCutShortIsReplaced() throws IOException {
    EventFile.append(folder, 1, 1.5e9, Map.of("loss", 2.5));
    Path file = Files.list(folder).findFirst().orElseThrow();
    Files.write(file, new byte[] {24, 0, 0, 0, 0}, StandardOpenOption.APPEND);

    EventFile.append(folder, 2, 1.6e9, Map.of("loss", 1.25));

    assertThat(EventFile.read(folder)).extracting(EventFile.Scalar::step).containsExactly(1L, 2L);
  }

  @Test
  void readsTheOriginalsLog() {
    Path log = SharedMaterial.require("upstream/events.out.tfevents.1515624144.apple2");

    List<EventFile.Scalar> scalars = EventFile.read(log.getParent());

    assertThat(scalars)
        .extracting(EventFile.Scalar::tag)
        .contains("loss", "categorical_accuracy", "val_loss", "val_categorical_accuracy", "lr");
    assertThat(scalars).hasSizeGreaterThan(400);
  }
}
