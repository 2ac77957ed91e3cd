package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Words from a program that stands in for flite. */
class SynthesizeCommandTest {
  @TempDir Path folder;

  private String programs;

  @BeforeEach
  void install() throws IOException {
    float[] tone = new float[6400];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (0.3 * Math.sin(i / 5.0));
    }
    Path bin = Files.createDirectories(folder.resolve("bin"));
    WavWriter.write(bin.resolve("tone.wav"), Clip.ofFloats(16_000, 1, tone));
    Path flite = bin.resolve("flite");
    Files.writeString(
        flite,
        """
        #!/bin/sh
        [ "$1" = -lv ] && echo "Voices available: ann bob" && exit
        while [ $# -gt 1 ]; do [ "$1" = -o ] && cp '%s' "$2"; shift; done
        """
            .formatted(bin.resolve("tone.wav")));
    Files.setPosixFilePermissions(flite, PosixFilePermissions.fromString("rwxr-xr-x"));
    programs = bin.toString();
  }

  @Test
  void fromAWordToACorpus() {
    String out = folder.resolve("clips").toString();
    Invocation made =
        Invocation.of(
            "synthesize",
            "--words",
            "hey you,stop",
            "--out",
            out,
            "--n",
            "4",
            "--voices",
            "flite",
            "--programs",
            programs);
    assertThat(made.code).as(made.err).isEqualTo(ExitCode.DONE);
    assertThat(made.out)
        .isEqualTo(
            "8 clips of 2 voices in "
                + out
                + "\nnext: kwsbench train --data "
                + out
                + " --words 'hey you,stop' --out run\n");
    assertThat(folder.resolve("clips/synthesis.json")).content().contains("\"flite:ann\"");

    Invocation corpus = Invocation.of("corpus", "--data", out, "--words", "hey you,stop");
    assertThat(corpus.code).as(corpus.err).isEqualTo(ExitCode.DONE);
    assertThat(corpus.out).contains("hey you", "stop").doesNotContain("synthesis");
  }

  @Test
  void voicesAreListed() {
    Invocation listed =
        Invocation.of("synthesize", "--list_voices", "--voices=flite", "--programs", programs);
    assertThat(listed.code).as(listed.err).isEqualTo(ExitCode.DONE);
    assertThat(listed.out).isEqualTo("flite:ann en-us\nflite:bob en-us\n");
    assertThat(listed.err)
        .contains("kwsbench: piper is not installed or has no voice: pip install piper-tts");
  }

  @Test
  void whatCannotBeSpokenIsOneLine() {
    assertRefused(ExitCode.USAGE, "--words is required", "--out", "x");
    assertRefused(ExitCode.USAGE, "--out is required", "--words", "stop");
    assertRefused(ExitCode.USAGE, "--n", "--list_voices", "--n=3");
    assertRefused(
        ExitCode.BAD_INPUT,
        "no installed voice matches 'flite:eve'",
        "--words=stop",
        "--out=" + folder.resolve("x"),
        "--voices=flite:eve");
    assertRefused(
        ExitCode.BAD_INPUT,
        "no installed voice speaks 'tlh'",
        "--words=stop",
        "--out=" + folder.resolve("x"),
        "--language=tlh");
    assertRefused(
        ExitCode.BAD_INPUT,
        "only voices of espeak-ng in English speak near words",
        "--words=stop",
        "--out=" + folder.resolve("x"),
        "--voices=flite",
        "--confusable=3");
    assertRefused(
        ExitCode.BAD_INPUT, "'a/b' is no word", "--words=a/b", "--out=" + folder.resolve("x"));
    assertRefused(
        ExitCode.BAD_INPUT, "no word is named", "--words=,", "--out=" + folder.resolve("x"));
    assertRefused(
        ExitCode.BAD_INPUT,
        "no installed voice matches 'flite:\\'",
        "--words=stop",
        "--out=" + folder.resolve("x"),
        "--voices=flite:\\");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  @Test
  void aFileIsNoFolderToWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "kept");
    assertRefused(
        ExitCode.BAD_INPUT, file.toString(), "--words=stop", "--voices=flite", "--out=" + file);
    assertThat(file).hasContent("kept");
  }

  @Test
  void aSynthesizerThatMakesNoSoundIsNamedAndNothingIsTrained() throws IOException {
    Files.writeString(folder.resolve("bin/tone.wav"), "no sound at all");
    Invocation made =
        Invocation.of(
            "synthesize",
            "--words=stop",
            "--out=" + folder.resolve("clips"),
            "--n=4",
            "--voices=flite:ann",
            "--programs",
            programs);
    assertThat(made.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(made.err.lines())
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith("kwsbench: flite:ann is left out: ")
                    .contains("flite's sound"),
            second ->
                assertThat(second)
                    .isEqualTo("kwsbench: 4 clips are lacking: no voice spoke them in 1000 ms"));
    assertThat(made.out).startsWith("0 clips of 0 voices in ").doesNotContain("train");
  }

  @Test
  void aSynthesizerThatListsGarbageHasNoVoice() throws IOException {
    Files.writeString(folder.resolve("bin/flite"), "#!/bin/sh\nprintf '\\377\\000 core dumped'\n");
    assertRefused(
        ExitCode.BAD_INPUT,
        "no installed voice matches 'flite'; not installed: ",
        "--words=stop",
        "--out=" + folder.resolve("x"),
        "--voices=flite");
  }

  /** A folder's name with a blank is one argument of the next command. */
  @Test
  void theNextCommandCanBePasted() {
    String out = folder.resolve("my clips").toString();
    Invocation made =
        Invocation.of(
            "synthesize",
            "--words=stop",
            "--out=" + out,
            "--n=1",
            "--voices=flite",
            "--programs",
            programs);
    assertThat(made.out)
        .endsWith("next: kwsbench train --data '" + out + "' --words stop --out run\n");
  }

  private void assertRefused(ExitCode code, String part, String... more) {
    String[] given = TwoWords.with(new String[] {"synthesize"}, more);
    Invocation refused = Invocation.of(TwoWords.with(given, "--programs", programs));
    assertThat(refused.err).contains(part).hasLineCount(1);
    assertThat(refused.code).isEqualTo(code);
  }
}
