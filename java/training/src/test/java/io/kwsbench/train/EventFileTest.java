package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.Material;
import io.kwsbench.SharedMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  @TempDir Path folder;

  @Test
  void whatIsAppendedIsRead() {
    EventWriter.open(folder).append(1, 1.5e9, Map.of("loss", 2.5));
    EventWriter.open(folder).append(2, 1.6e9, Map.of("loss", 1.25));

    assertThat(EventFile.read(folder).scalars())
        .containsExactly(
            new EventFile.Scalar(1, 1.5e9, "loss", 2.5f),
            new EventFile.Scalar(2, 1.6e9, "loss", 1.25f));
  }

  @Test
  void aRecordThatACrashCutShortIsReplaced() throws IOException {
    EventWriter.open(folder).append(1, 1.5e9, Map.of("loss", 2.5));
    Path file = Files.list(folder).findFirst().orElseThrow();
    Files.write(file, new byte[] {24, 0, 0, 0, 0}, StandardOpenOption.APPEND);

    EventWriter.open(folder).append(2, 1.6e9, Map.of("loss", 1.25));

    assertThat(EventFile.read(folder).cutShort()).isEmpty();
    assertThat(EventFile.read(folder).scalars())
        .extracting(EventFile.Scalar::step)
        .containsExactly(1L, 2L);
  }

  @Test
  void damageIsNamedAndTheRestIsRead() throws IOException {
    EventWriter writer = EventWriter.open(folder);
    for (int step = 1; step <= 4; step++) {
      writer.append(step, 1.5e9 + step, Map.of("loss", 1.0 * step));
    }
    Path file = Files.list(folder).findFirst().orElseThrow();
    byte[] bytes = Files.readAllBytes(file);
    byte[] flipped = bytes.clone();
    flipped[flipped.length - 4 - 1] ^= 1; // in the data of the last record
    Files.write(file, flipped);
    assertThat(EventFile.read(folder).damage())
        .containsExactly(file + ": record 5: wrong checksum: it is left out");
    assertThat(EventFile.read(folder).scalars()).hasSize(3);

    // a new file takes what is lost, as TensorBoard stops at the damage
    EventWriter again = EventWriter.open(folder);
    assertThat(again.has(3)).isTrue();
    assertThat(again.has(4)).isFalse();
    again.append(4, 1.5e9 + 4, Map.of("loss", 4.0));
    assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
    assertThat(EventFile.read(folder).scalars()).extracting(s -> s.step()).endsWith(3L, 4L);

    byte[] headless = bytes.clone();
    headless[0] ^= 1; // the length of the first record
    Files.write(file, headless);
    assertThat(EventFile.read(folder).damage())
        .containsExactly(
            file + ": record 1: wrong checksum of its length: it and all after it are left out");
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 2));
    assertThat(EventFile.read(folder).cutShort()).containsExactly(file);
    assertThat(EventFile.read(folder).damage()).isEmpty();
  }

  @Test
  void readsWhatKerasLogged() throws IOException {
    List<EventFile.Scalar> scalars = EventFile.read(Material.fixture("events")).scalars();

    JsonNode history =
        new ObjectMapper().readTree(Material.fixture("events/history.json").toFile());
    assertThat(history.size()).isEqualTo(5);
    history
        .fields()
        .forEachRemaining(
            curve ->
                assertThat(scalars)
                    .filteredOn(scalar -> scalar.tag().equals(curve.getKey()))
                    .extracting(EventFile.Scalar::value)
                    .containsExactlyElementsOf(floats(curve.getValue())));
    assertThat(scalars).hasSize(5 * 4);
  }

  private static List<Float> floats(JsonNode values) {
    List<Float> floats = new ArrayList<>();
    values.forEach(value -> floats.add((float) value.asDouble()));
    return floats;
  }

  @Test
  void readsTheOriginalsLog() {
    Path log = SharedMaterial.require("upstream/events.out.tfevents.1515624144.apple2");

    List<EventFile.Scalar> scalars = EventFile.read(log.getParent()).scalars();

    assertThat(scalars)
        .extracting(EventFile.Scalar::tag)
        .contains("loss", "categorical_accuracy", "val_loss", "val_categorical_accuracy", "lr");
    assertThat(scalars).hasSizeGreaterThan(400);
  }
}
