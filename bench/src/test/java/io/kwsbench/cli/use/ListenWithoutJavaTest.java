package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.cli.Invocation;
import io.kwsbench.nativelib.KwsNative;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code kws_listen}, the C program, against {@code listen -}. */
class ListenWithoutJavaTest {
  @TempDir static Path folder;
  private static Path program;
  private static Path model;

  /** What a program said. */
  private record Said(int code, String out, String err) {}

  @BeforeAll
  static void unpack() throws IOException {
    for (String file : List.of("kws_listen", "libkwsbench.so")) {
      String resource = "/io/kwsbench/nativelib/" + Loader.getPlatform() + "/" + file;
      try (InputStream in = KwsNative.class.getResourceAsStream(resource)) {
        assertThat(in).as(resource).isNotNull();
        Files.copy(in, folder.resolve(file));
      }
    }
    program = folder.resolve("kws_listen");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    model = ToneModel.compiled(folder, "--hop_ms", "100");
  }

  private static Said kwsListen(byte[] sound, List<String> arguments) throws Exception {
    Path out = folder.resolve("out.txt");
    Said said = kwsListen(sound, arguments, out);
    return new Said(said.code(), Files.readString(out), said.err());
  }

  private static Said kwsListen(byte[] sound, List<String> arguments, Path out) throws Exception {
    Path pcm = Files.write(folder.resolve("sound.pcm"), sound);
    Path err = folder.resolve("err.txt");
    List<String> line = new ArrayList<>(List.of(program.toString()));
    line.addAll(arguments);
    int code =
        new ProcessBuilder(line)
            .redirectInput(pcm.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start()
            .waitFor();
    return new Said(code, "", Files.readString(err));
  }

  private static Invocation listen(byte[] sound, List<String> flags) {
    List<String> line = new ArrayList<>(List.of("listen", "--graph", model.toString()));
    line.addAll(flags);
    line.add("-");
    return Invocation.of(
        () -> new ListenCommand(new ByteArrayInputStream(sound)), line.toArray(String[]::new));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rule average,results=1,pause_ms=0 --threshold 0.5",
        "--rule tensorflow --threshold 0.6",
        "--rule streak,results=2,pause_ms=300 --threshold yes=0.6,no=0.8",
        "--rule micro --hop_ms 40",
        "--sample_rate 44100 --hop_ms 80",
        "--sample_rate 32000 --channels 2",
        "--vad --rule streak,results=1 --hop_ms 20"
      })
  void theEventsAreThoseOfJava(String flags) throws Exception {
    byte[] sound = ToneModel.bytes(ToneModel.sound());
    List<String> typed = Arrays.asList(flags.split(" "));
    List<String> arguments = new ArrayList<>(typed);
    arguments.add(model.toString());

    Said said = kwsListen(sound, arguments);

    assertThat(said.err()).isEmpty();
    assertThat(said.code()).isZero();
    assertThat(said.out()).isEqualTo(listen(sound, typed).out);
  }

  @Test
  void wordsAreHeard() throws Exception {
    Said said = kwsListen(ToneModel.bytes(ToneModel.sound()), List.of(model.toString()));
    assertThat(said.out()).contains(" yes ", " no ");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsTold() throws Exception {
    byte[] sound = ToneModel.bytes(ToneModel.sound());
    Said said = kwsListen(sound, List.of(model.toString()), Path.of("/dev/full"));
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).isEqualTo("kws_listen: stdout cannot be written\n");
  }

  private static Path labels(String text) throws IOException {
    return Files.writeString(folder.resolve("labels.txt"), text);
  }

  @Test
  void labelsAreReadAsJavaReadsThem() throws Exception {
    byte[] sound = ToneModel.bytes(ToneModel.sound());
    List<String> flags =
        List.of("--labels", labels("\ufeff_silence_ \r\n\n \t\n\tyes\nno\n").toString());
    List<String> arguments = new ArrayList<>(flags);
    arguments.add(model.toString());

    Said said = kwsListen(sound, arguments);

    assertThat(said.err()).isEmpty();
    assertThat(said.out()).contains(" yes ").isEqualTo(listen(sound, flags).out);
  }

  @Test
  void aFileWithoutLabelsIsRefused() throws Exception {
    Path file = labels(" \n\n");
    Said said = kwsListen(new byte[2], List.of("--labels", file.toString(), model.toString()));
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).isEqualTo("kws_listen: " + file + ": no label in it\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RIFF", "RIFX", "RF64", "FORM", "OggS", "fLaC"})
  void aSoundFileIsRefused(String beginning) throws Exception {
    byte[] file = ToneModel.bytes(ToneModel.sound());
    System.arraycopy(beginning.getBytes(StandardCharsets.US_ASCII), 0, file, 0, 4);
    Said said = kwsListen(file, List.of(model.toString()));
    assertThat(said.err())
        .isEqualTo("kws_listen: stdin: is a sound file, not raw samples: use arecord -t raw\n");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out()).isEmpty();
  }

  @Test
  void whatIsWrongIsOneLine() throws Exception {
    Said cut = kwsListen(new byte[32_001], List.of(model.toString()));
    assertThat(cut.code()).isEqualTo(3);
    assertThat(cut.err()).isEqualTo("kws_listen: stdin ends within a sample\n");

    Path text = Files.writeString(folder.resolve("no.kws"), "no", StandardCharsets.US_ASCII);
    Said none = kwsListen(new byte[2], List.of(text.toString()));
    assertThat(none.code()).isEqualTo(3);
    assertThat(none.err()).contains("no.kws").hasLineCount(1);

    Said rule = kwsListen(new byte[2], List.of("--rule", "magic", model.toString()));
    assertThat(rule.code()).isEqualTo(3);
    assertThat(rule.err()).contains("no rule 'magic'").hasLineCount(1);

    Said usage = kwsListen(new byte[2], List.of("--hop", "5"));
    assertThat(usage.code()).isEqualTo(2);
    assertThat(usage.err()).startsWith("kws_listen: unknown flag --hop\nusage: ");
  }
}
