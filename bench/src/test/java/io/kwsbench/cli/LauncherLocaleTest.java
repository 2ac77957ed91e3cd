package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.usage.ExitCode;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real launcher, as cron, systemd and bare containers start it: without a locale.
 *
 * <p>Shell scripts make the files, because this JVM itself may have been started without one.
 */
class LauncherLocaleTest {
  private static final Path LAUNCHER = Path.of("src/main/packaging/bin/kwsbench").toAbsolutePath();

  /** Both have six bytes, so that they are one in ASCII. */
  private static final String WORDS = "نعم شكر für";

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    Path home = Files.createDirectories(folder.resolve("install/bin"));
    Files.copy(LAUNCHER, home.resolve("kwsbench"));
    home.resolve("kwsbench").toFile().setExecutable(true);
    Manifest manifest = new Manifest();
    Attributes entries = manifest.getMainAttributes();
    entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    entries.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    entries.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> new File(entry).toURI().toASCIIString())
            .collect(Collectors.joining(" ")));
    try (OutputStream jar = Files.newOutputStream(folder.resolve("install/kwsbench.jar"))) {
      new JarOutputStream(jar, manifest).close();
    }
    WavWriter.write(folder.resolve("clip.wav"), Clip.ofFloats(16_000, 1, new float[16_000]));
    Files.write(folder.resolve("tiny.pb"), TinyGraph.bytes());
  }

  /** A data folder with ten speakers a word, and a list of three of them. */
  private static final String CORPUS =
      "for w in "
          + WORDS
          + "; do mkdir -p d/$w; for s in 0 1 2 3 4 5 6 7 8 9; do\n"
          + "cp clip.wav d/$w/s${s}_nohash_0.wav; done; done\n"
          + "printf 'für/s1_nohash_0.wav\\nنعم/s1_nohash_0.wav\\nشكر/s2_nohash_0.wav\\n'"
          + " > d/validation_list.txt\n";

  @Test
  void wordsStayApartWithoutALocale() throws Exception {
    for (String locale : new String[] {"", "LC_ALL=C", "LANG=xx_XX.UTF-8"}) {
      Ended corpus =
          sh(
              CORPUS
                  + bare(locale)
                  + " install/bin/kwsbench corpus --data d --silence 0 --unknown 0");
      assertThat(corpus.err()).as(locale).isEmpty();
      assertThat(corpus.code()).isZero();
      for (String word : WORDS.split(" ")) {
        assertThat(corpus.out()).containsPattern(word + " +9  33.3% +1  33.3%");
      }
    }
  }

  @Test
  void filesOfAnyNameAreReadAndWrittenWithoutALocale() throws Exception {
    Ended run =
        sh(
            "mv install 'Anwendung für نعم'; mkdir modèle; mv tiny.pb modèle/é.pb\n"
                + bare("LC_ALL=POSIX")
                + " 'Anwendung für نعم/bin/kwsbench' compile --graph modèle/é.pb --out"
                + " modèle/ü.kws\n"
                + "ls modèle");
    // the only line: this tiny model takes two numbers
    assertThat(run.err().lines())
        .filteredOn(line -> line.startsWith("kwsbench:"))
        .singleElement()
        .asString()
        .startsWith("kwsbench: modèle/ü.kws: input x:0 float[1,2] takes features");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("é.pb", "ü.kws");
  }

  @Test
  void aJarThatCannotHoldANameSaysHowToStartIt() throws Exception {
    String jar = "LC_ALL=C \"$JAVA\" -jar install/kwsbench.jar ";
    Ended words = sh(CORPUS + jar + "corpus --data d");
    assertThat(words.code()).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(words.out()).isEmpty();
    assertThat(words.err().strip().lines()).hasSize(1);
    assertThat(words.err()).contains("its name cannot be read", "start with LC_ALL=C.UTF-8");

    Ended typed = sh(jar + "corpus --data dätä");
    assertThat(typed.code()).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(typed.err()).contains("did not arrive as it was typed", "LC_ALL=C.UTF-8");
  }

  @Test
  void aNameInLatin1IsNamedAsSuch() throws Exception {
    Ended corpus =
        sh(
            CORPUS
                + "cp clip.wav \"$(printf 'd/f\\303\\274r/\\344_nohash_0.wav')\"\n"
                + bare("")
                + " install/bin/kwsbench corpus --data d");
    assertThat(corpus.code()).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(corpus.err()).contains("_nohash_0.wav: its name is not UTF-8: rename it");
  }

  private static String bare(String locale) {
    return "env -i PATH=\"$PATH\" HOME=\"$HOME\" JAVA_HOME=\"$JAVA_HOME\""
        + " KWSBENCH_JVM='-XX:+UseSerialGC -XX:TieredStopAtLevel=1' "
        + locale;
  }

  /** Runs a script in the folder. */
  private Ended sh(String text) throws IOException, InterruptedException {
    Path script = folder.resolve("script.sh");
    Files.writeString(script, text + "\n", StandardCharsets.UTF_8);
    ProcessBuilder builder = new ProcessBuilder("sh", "script.sh").directory(folder.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA", System.getProperty("java.home") + "/bin/java");
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    Process process = builder.redirectOutput(out).redirectError(err).start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
  }
}
