package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.SharedMaterial;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of one wake word labels clips. */
class MicroModelTest {
  @TempDir Path folder;
  private String model;
  private Path data;

  @BeforeEach
  void layClipsOut() throws IOException {
    Path shared = SharedMaterial.require("models/microwakeword");
    model = shared.resolve("okay_nabu.tflite").toString();
    data = folder.resolve("data");
    List<String> listed = new ArrayList<>();
    for (String sound : List.of("okay_nabu.slt", "okay_nabu.rms", "hey_jarvis.slt")) {
      String word = sound.startsWith("okay") ? "Okay Nabu" : "other";
      String clip = word + "/" + sound.substring(sound.length() - 3) + "_nohash_0.wav";
      Files.createDirectories(data.resolve(word));
      Files.copy(shared.resolve(sound + ".wav"), data.resolve(clip));
      listed.add(clip);
    }
    Files.write(data.resolve("testing_list.txt"), listed);
  }

  @Test
  void itLabelsClips() throws IOException {
    Path out = folder.resolve("labels.csv");
    Invocation done =
        Invocation.of("predict", "--graph=" + model, "--clips=" + data, "--out=" + out);
    assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
    assertThat(Files.readString(out))
        .contains("Okay Nabu/slt_nohash_0.wav,Okay Nabu")
        .contains("Okay Nabu/rms_nohash_0.wav,Okay Nabu")
        .contains("other/slt_nohash_0.wav,_unknown_");
    Invocation views =
        Invocation.of("predict", "--graph=" + model, "--clips=" + data, "--out=" + out, "--tta");
    assertThat(views.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(views.err).contains("test-time augmentation needs whole clips");
  }

  @Test
  void itIsEvaluatedOnClips() {
    Invocation done =
        Invocation.of("evaluate", "--graph=" + model, "--data=" + data, "--set=testing");
    assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
    assertThat(done.out)
        .contains("accuracy 1.0000")
        .containsPattern("okay nabu +2 +1\\.0000 +1\\.0000");
  }
}
