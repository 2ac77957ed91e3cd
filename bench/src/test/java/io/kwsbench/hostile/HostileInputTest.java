package io.kwsbench.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Needs;
import io.kwsbench.natives.NativeLibrary;
import io.kwsbench.tensorflow.TensorFlowEngine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A few spoiled files for every reader, where {@code -Dhostile.count} says how many; {@code
 * -Dhostile.seed} chooses others. {@code checks/hostile/run} gives thousands.
 */
@EnabledIfSystemProperty(named = "hostile.count", matches = "[0-9]+")
class HostileInputTest {
  private static final int COUNT = Integer.getInteger("hostile.count", 4);
  private static final long SEED = Long.getLong("hostile.seed", 14);
  @TempDir Path folder;

  @Test
  void everySpoiledFileIsReadOrNamedInOneLine() throws IOException {
    Needs.that(NativeLibrary.unavailabilityCause().isEmpty(), "no native engine here");
    Needs.that(new TensorFlowEngine().unavailabilityCause().isEmpty(), "no TensorFlow here");
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    Campaign campaign =
        new Campaign(folder, SEED, new PrintStream(log, true, StandardCharsets.UTF_8));
    for (Reader reader : Readers.all(folder)) {
      campaign.unspoiled(reader);
      campaign.run(reader, 0, COUNT);
    }
    String said = log.toString(StandardCharsets.UTF_8);
    assertThat(campaign.faults()).as(said).isEmpty();
    assertThat(said).as("sound files are read").doesNotContain("NOTE");
  }
}
