package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.Material;
import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.engine.nativeengine.NativeEngine;
import io.kwsbench.formats.ModelReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** microWakeWord's models answer for whole clips as their own runtime's scores say. */
class MicroClipsTest {
  private static final int AVERAGED = 5;
  private static final double LEVELS = 256;

  @ParameterizedTest
  @CsvSource({
    "okay_nabu,okay_nabu.slt,true",
    "okay_nabu,okay_nabu.rms,true",
    "okay_nabu,hey_jarvis.slt,false",
    "hey_jarvis,hey_jarvis.rms,true",
    "hey_jarvis,okay_nabu.rms,false"
  })
  void theAnswerIsTheLargestMeanOfFiveScores(String name, String sound, boolean said)
      throws IOException {
    Path folder = SharedMaterial.require("models/microwakeword");
    Path wav = folder.resolve(sound + ".wav");
    try (ClipModel model =
            new ClipModel(new NativeEngine(), ModelReader.load(folder.resolve(name + ".tflite")));
        ClipScorer scorer = model.scorer(List.of(TtaView.AS_IS), SampleScale.DECODE_WAV)) {
      assertThat(model.classes()).isEqualTo(3);
      assertThat(model.labels().names()).startsWith("_silence_", "_unknown_");
      for (int i = 0; i < 2; i++) {
        ClipBytes clip = new ClipBytes(wav.toString(), Files.readAllBytes(wav));
        float[] answer = scorer.score(clip, null, line -> {});
        assertThat((double) answer[2]).isCloseTo(largestMean(name, sound), within(1e-6));
        assertThat(LabelSet.best(answer)).isEqualTo(said ? 2 : 1);
      }
    }
  }

  private static double largestMean(String name, String sound) throws IOException {
    for (String line : Files.readAllLines(Material.fixture("tflite/micro_wake_word.csv"))) {
      List<String> row = List.of(line.split(","));
      if (row.get(0).equals(sound) && row.get(1).equals(name)) {
        double largest = 0;
        for (int end = 2 + AVERAGED; end <= row.size(); end++) {
          double sum = 0;
          for (String level : row.subList(end - AVERAGED, end)) {
            sum += Double.parseDouble(level) / LEVELS;
          }
          largest = Math.max(largest, sum / AVERAGED);
        }
        return largest;
      }
    }
    throw new IllegalArgumentException(name + " on " + sound);
  }
}
