package io.kwsbench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.label.AgreementRule;
import io.kwsbench.label.Manifest;
import io.kwsbench.label.PredictListener;
import io.kwsbench.label.ProbabilityMap;
import io.kwsbench.label.PseudoFolder;
import io.kwsbench.label.PseudoPlan;
import io.kwsbench.label.Submission;
import io.kwsbench.label.ThresholdRule;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pseudo labels on Spark are those of the single machine. */
class PseudoJobTest {
  private static final int CLIPS = 200;
  private static final PredictListener SILENT =
      new PredictListener() {
        @Override
        public void done(int clips) {}

        @Override
        public void problem(String line) {}

        @Override
        public boolean stopped() {
          return false;
        }
      };

  @TempDir Path folder;
  private Path clips;
  private Path names;
  private Path map;

  /** Clips of which many are sure to be silent; some are missing, broken or of another rate. */
  @BeforeEach
  void material() throws IOException {
    clips = Files.createDirectory(folder.resolve("clips"));
    StringBuilder list = new StringBuilder("fname\n");
    byte[] bytes = new byte[CLIPS * 12];
    Random random = new Random(5);
    for (int i = 0; i < CLIPS; i++) {
      String name = i == 9 ? "a \"quoted\", name.wav" : String.format("clip_%03d.wav", i);
      list.append(i == 9 ? "\"a \"\"quoted\"\", name.wav\"" : name).append('\n');
      short[] pcm = {(short) random.nextInt(9000), (short) i, -7};
      WavWriter.write(clips.resolve(name), Clip.ofPcm16(i == 20 ? 8_000 : 16_000, 1, pcm));
      int label = i % 2 == 0 ? 0 : random.nextInt(12);
      bytes[i * 12 + label] = (byte) (150 + random.nextInt(100));
    }
    Files.delete(clips.resolve("clip_004.wav"));
    Files.writeString(clips.resolve("clip_006.wav"), "broken");
    names = Files.writeString(folder.resolve("names.csv"), list);
    map = Files.write(folder.resolve("map"), bytes);
  }

  private void compare(PseudoPlan plan, LocalSpark.Outcome outcome) throws IOException {
    Path single = folder.resolve("single");
    PseudoFolder.Result result = PseudoFolder.write(plan, clips, single, false, SILENT);
    assertThat(result.missing()).isPositive();
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.BAD_INPUT);
    result.problems().forEach(p -> assertThat(outcome.err()).contains(p));
    assertThat(outcome.err()).contains(result.missing() + " of the clips could not be used");
    assertThat(outcome.out()).contains(result.files() + " files written");
    assertThat(tree(folder.resolve("spark"))).isEqualTo(tree(single));
    Manifest.write(plan, folder.resolve("single.csv"));
    assertThat(folder.resolve("spark.manifest.csv"))
        .hasSameBinaryContentAs(folder.resolve("single.csv"));
  }

  /** Every file below, but Hadoop's checksums, with what it holds. */
  private static TreeMap<String, String> tree(Path root) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (!file.toString().endsWith(".crc")) {
          files.put(
              root.relativize(file).toString(),
              new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
        }
      }
    }
    return files;
  }

  @Test
  void byProbability() throws IOException {
    LocalSpark.Outcome outcome =
        LocalSpark.run(
            "pseudo",
            "--probs",
            map,
            "--names",
            names,
            "--clips",
            clips,
            "--out",
            folder.resolve("spark"));
    PseudoPlan plan = ThresholdRule.plan(Submission.names(names), ProbabilityMap.read(map), 0.7);
    assertThat(plan.silenceFiles()).isPositive();
    compare(plan, outcome);
  }

  @Test
  void byAgreement() throws IOException {
    Path a = submission("a.csv", 3);
    Path b = submission("b.csv", 4);
    LocalSpark.Outcome outcome =
        LocalSpark.run("pseudo", "--clips", clips, "--out", folder.resolve("spark"), a, b);
    compare(AgreementRule.plan(List.of(Submission.read(a), Submission.read(b))), outcome);
  }

  private Path submission(String name, int often) throws IOException {
    StringBuilder text = new StringBuilder("fname,label\n");
    List<String> listed = Submission.names(names);
    for (int i = 0; i < CLIPS; i++) {
      String cell = listed.get(i).contains(",") ? "\"a \"\"quoted\"\", name.wav\"" : listed.get(i);
      text.append(cell).append(i % often == 1 ? ",no\n" : i % 2 == 0 ? ",silence\n" : ",yes\n");
    }
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void theManifestNeedsNoClips() throws IOException {
    Path a = submission("a.csv", 3);
    LocalSpark.Outcome outcome =
        LocalSpark.run("pseudo", "--dry_run", "--out", folder.resolve("spark"), a, a);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    assertThat(outcome.out()).contains(CLIPS + " files to be written");
    assertThat(folder.resolve("spark.manifest.csv")).exists();
    assertThat(folder.resolve("spark")).doesNotExist();
  }

  @Test
  void oneLineSaysWhatIsWrong() throws IOException {
    Path a = submission("a.csv", 3);
    Path shorter = Files.writeString(folder.resolve("s.csv"), "fname,label\nclip_000.wav,yes\n");
    Path other = Files.writeString(folder.resolve("o.csv"), "fname,label\nx.wav,yes\n");
    Path wide = Files.writeString(folder.resolve("w.csv"), "fname,label\nclip_000.wav,a,b\n");
    Path odd = Files.write(folder.resolve("odd"), new byte[13]);
    Path small = Files.write(folder.resolve("small"), new byte[12]);
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");
    refused(3, "row 2 is missing", a, shorter);
    refused(3, "row 1 is x.wav, but clip_000.wav", a, other);
    refused(3, "Malformed CSV record: clip_000.wav,a,b", wide, wide);
    refused(3, "has no column label", names, names);
    refused(3, "has no column", empty, empty);
    refused(3, "no such file", a, folder.resolve("nothing.csv"));
    refused(3, "not a multiple of 12", "--probs", odd, "--names", names);
    refused(3, ": 1 clips, but ", "--probs", small, "--names", names);
    refused(2, "give several", a);
    refused(2, "either submissions", "--probs", map);
    assertThat(folder.resolve("spark")).doesNotExist();
    assertThat(Files.list(folder).map(p -> p.getFileName().toString()))
        .noneMatch(name -> name.startsWith(".spark"));
  }

  @Test
  void namesAndLabelsStayInsideTheirFolders() throws IOException {
    WavWriter.write(folder.resolve("secret.wav"), Clip.ofPcm16(16_000, 1, new short[] {1}));
    Path a =
        Files.writeString(
            folder.resolve("a.csv"),
            "fname,label\nclip_000.wav,../up\n../secret.wav,yes\n"
                + folder.resolve("secret.wav")
                + ",yes\nclip_001.wav,yes\nclip_003.wav,.\n");
    LocalSpark.Outcome outcome =
        LocalSpark.run("pseudo", "--clips", clips, "--out", folder.resolve("spark"), a, a);
    PseudoPlan plan = AgreementRule.plan(List.of(Submission.read(a), Submission.read(a)));
    assertThat(outcome.out()).contains("1 files written");
    assertThat(outcome.err())
        .contains("label '../up' can name no folder", "label '.' can", "leads out of the folder");
    assertThat(tree(folder.resolve("spark"))).containsOnlyKeys("yes/clip_001.wav");
    PseudoFolder.Result single =
        PseudoFolder.write(plan, clips, folder.resolve("single"), false, SILENT);
    assertThat(tree(folder.resolve("single"))).isEqualTo(tree(folder.resolve("spark")));
    assertThat(single.missing()).isEqualTo(4);
  }

  private void refused(int code, String says, Object... arguments) {
    Object[] first = {"pseudo", "--clips", clips, "--out", folder.resolve("spark")};
    Object[] all = Stream.concat(Stream.of(first), Stream.of(arguments)).toArray();
    LocalSpark.Outcome outcome = LocalSpark.run(all);
    assertThat(outcome.err()).contains(says);
    assertThat(outcome.err().lines()).as(outcome.err()).hasSize(1);
    assertThat(outcome.code().code()).isEqualTo(code);
  }
}
