package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.SharedMaterial;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** microWakeWord's models wake on their words, and on no other. */
class ListenMicroTest extends Listening {
  @ParameterizedTest
  @CsvSource({
    "okay_nabu, okay_nabu.rms, Okay Nabu",
    "okay_nabu, okay_nabu.slt, Okay Nabu",
    "okay_nabu, hey_jarvis.rms,",
    "hey_jarvis, hey_jarvis.slt, Hey Jarvis",
    "hey_jarvis, okay_nabu.slt,",
  })
  void wakesOnItsWord(String model, String sound, String word) throws IOException {
    Path folder = SharedMaterial.require("models/microwakeword");
    assertThat(words(folder.resolve(model + ".tflite"), folder.resolve(sound + ".wav")))
        .isEqualTo(word == null ? List.of() : List.of(word));
  }

  /** A device has the compiled model alone. */
  @ParameterizedTest
  @CsvSource({"okay_nabu, okay_nabu.rms, Okay Nabu"})
  void soDoesItCompiled(String model, String sound, String word) throws IOException {
    Path material = SharedMaterial.require("models/microwakeword");
    Path plan = folder.resolve("m.kws");
    Invocation compiled =
        Invocation.of(
            "compile",
            "--graph",
            material.resolve(model + ".tflite").toString(),
            "--out",
            plan.toString());
    assertThat(compiled.code).as(compiled.err).isEqualTo(ExitCode.DONE);
    assertThat(words(plan, material.resolve(sound + ".wav"))).containsExactly(word);
  }

  private static List<String> words(Path model, Path sound) throws IOException {
    Invocation heard =
        listen(new byte[0], "--graph", model.toString(), "--format", "jsonl", sound.toString());
    assertThat(heard.code).as(heard.err).isEqualTo(ExitCode.DONE);
    List<String> words = new ArrayList<>();
    for (String line : heard.out.lines().toList()) {
      JsonNode event = new ObjectMapper().readTree(line);
      if (event.has("label")) {
        words.add(event.get("label").asText());
      }
    }
    return words;
  }
}
