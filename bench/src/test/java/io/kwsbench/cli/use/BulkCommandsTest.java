package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.cli.CommandLine;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.usage.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of bulk use, as they are typed. */
class BulkCommandsTest {
  @TempDir Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private ExitCode run(String... arguments) {
    return run(() -> false, arguments);
  }

  private ExitCode run(BooleanSupplier interrupted, String... arguments) {
    return new CommandLine()
        .run(
            List.of(arguments),
            new CliContext(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                List.of(),
                interrupted));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static String fixture(String file) {
    return Material.fixture(file).toString();
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private String clips(int count) throws IOException {
    Path clips = Files.createDirectory(folder.resolve("clips"));
    List<Path> sounds = Material.FIXTURES.clips();
    for (int i = 0; i < count; i++) {
      Path sound = sounds.get(i % sounds.size());
      Files.copy(sound, clips.resolve(String.format("clip_%05x.wav", i)));
    }
    return clips.toString();
  }

  private String[] predict(String clips, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("predict", "--graph", fixture("keras2/raw.pb"), "--clips", clips));
    arguments.addAll(List.of("--engine", "tensorflow", "--out", file("sub.csv")));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  @Test
  void predictWritesThreeFilesAndResumes() throws IOException {
    String clips = clips(8);
    assertThat(run(predict(clips, "--tta", "--show_limit"))).isEqualTo(ExitCode.DONE);
    assertThat(said())
        .contains("8 of 8 clips", "the engine alone: ", "sub.csv", "sub_all_labels_probs.csv");
    assertThat(folder.resolve("sub.csv.journal")).doesNotExist();
  }

  @Test
  void predictGoesOnWhereItWasStopped() throws IOException {
    String clips = clips(40);
    assertThat(run(predict(clips))).isEqualTo(ExitCode.DONE);
    byte[] whole = Files.readAllBytes(folder.resolve("sub_all_labels_probs.csv"));
    Files.delete(folder.resolve("sub_all_labels_probs.csv"));
    AtomicInteger asked = new AtomicInteger();
    assertThat(run(() -> asked.incrementAndGet() > 1, predict(clips)))
        .isEqualTo(ExitCode.INTERRUPTED);
    assertThat(complained())
        .contains("sub.csv.journal keeps the finished clips: add --resume to continue");
    assertThat(run(predict(clips, "--folds=as_is,roll=1", "--resume")))
        .isEqualTo(ExitCode.BAD_INPUT);
    assertThat(complained()).contains("another model, engine, set of TTA views");
    assertThat(run(predict(clips, "--resume"))).isEqualTo(ExitCode.DONE);
    assertThat(said()).contains("(16 finished before)");
    assertThat(folder.resolve("sub_all_labels_probs.csv")).hasBinaryContent(whole);
    assertThat(complained())
        .contains("replaced " + file("sub.csv") + ", " + file("sub_all_labels.csv"))
        .doesNotContain("sub_all_labels_probs.csv");
  }

  @Test
  void anUnreadableClipIsNamedAndCounted() throws IOException {
    String clips = clips(3);
    Files.writeString(Path.of(clips, "broken.wav"), "x");
    assertThat(run(predict(clips))).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(complained()).contains("broken.wav", "1 of the clips could not be read");
    assertThat(Files.readAllLines(folder.resolve("sub.csv"))).hasSize(4);
  }

  @Test
  void stretchThenSixFolds() throws IOException {
    String clips = clips(2);
    assertThat(run("stretch", clips, file("slow"))).isEqualTo(ExitCode.DONE);
    assertThat(said()).contains("2 clips written, 0 already there, 0 unreadable");
    assertThat(run(predict(clips, "--tta", "--speed_tta", file("slow")))).isEqualTo(ExitCode.DONE);
    assertThat(said())
        .containsPattern("[0-2] of 2 clips below 0[.]5; least sure: \\S+ [(]\\w+ 0[.]\\d\\d[)], ");
  }

  @Test
  void convertVoteAndPseudo() {
    String probabilities = fixture("submission/views_all_labels_probs.csv");
    assertThat(run("convert", "--probs", probabilities, "--out", file("map")))
        .isEqualTo(ExitCode.DONE);
    assertThat(
            run(
                "pseudo",
                "--dry_run",
                "--probs",
                file("map"),
                "--names",
                probabilities,
                "--threshold=0.1",
                "--out",
                file("pseudo")))
        .isEqualTo(ExitCode.DONE);
    assertThat(said()).contains("of 12 clips chosen", "files to be written");
    assertThat(folder.resolve("pseudo")).doesNotExist();
    assertThat(folder.resolve("pseudo.manifest.csv")).exists();
    String all = fixture("submission/views_all_labels.csv");
    assertThat(run("vote", "--out", file("vote.csv"), all, all, all)).isEqualTo(ExitCode.DONE);
    assertThat(said()).contains("12 of 12 clips have a label with 2 votes; 0 undecided");
    assertThat(folder.resolve("vote.csv")).hasSameTextualContentAs(Path.of(all));
  }

  @Test
  void whatIsMissingIsAUsageError() {
    assertThat(run("predict")).isEqualTo(ExitCode.USAGE);
    assertThat(run("vote", "--out", file("v"), "one.csv")).isEqualTo(ExitCode.USAGE);
    assertThat(run("pseudo", "--out", file("p"))).isEqualTo(ExitCode.USAGE);
    assertThat(run("stretch", "one")).isEqualTo(ExitCode.USAGE);
    assertThat(run("convert", "--out", file("m"))).isEqualTo(ExitCode.USAGE);
    assertThat(run("vote", "--out", file("v"), "no.csv", "no.csv")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(complained()).contains("no.csv: no such file");
  }
}
