package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.SmallDisk;
import io.kwsbench.files.UnfinishedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pseudo labels whose writing ends before its time: marked, refused as data, and gone on with. */
class StoppedPseudoFolderTest {
  private static final int CLIPS = 60;
  @TempDir Path folder;
  private Path clips;
  private Path out;

  @BeforeEach
  void folders() throws IOException {
    clips = ClipFolders.noise(folder, CLIPS);
    out = folder.resolve("out");
  }

  private static PseudoPlan plan() {
    List<PseudoPlan.Entry> entries = new ArrayList<>();
    for (int i = 0; i < CLIPS; i++) {
      String label = i % 3 == 0 ? "silence" : i % 3 == 1 ? "yes" : "no";
      entries.add(new PseudoPlan.Entry(String.format("clip_%05d.wav", i), label, 1));
    }
    return new PseudoPlan(CLIPS, 0, entries, 4);
  }

  private PseudoFolder.Result write(Path target, PredictListener listener) {
    return PseudoFolder.write(plan(), clips, target, false, listener);
  }

  private static Map<String, String> tree(Path root) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        byte[] content = Files.readAllBytes(file);
        files.put(
            root.relativize(file).toString(), new String(content, StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private void assertThatItGoesOn() throws IOException {
    PseudoFolder.Result result = write(out, ClipFolders.SILENT);
    Path whole = folder.resolve("whole");
    assertThat(write(whole, ClipFolders.SILENT)).isEqualTo(result);
    assertThat(result.complete()).isTrue();
    assertThat(tree(out)).hasSize(result.files()).isEqualTo(tree(whole));
  }

  @Test
  void aStoppedRunIsMarkedAndGoesOn() throws IOException {
    PseudoFolder.Result result = write(out, new StoppingListener(25));
    assertThat(result.complete()).isFalse();
    assertThat(out.resolve(UnfinishedFolder.MARKER)).isRegularFile();
    assertThatThrownBy(() -> UnfinishedFolder.requireFinished(out))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            out
                + ": is not complete: 'pseudo' was stopped or is still filling it; give the same"
                + " command again to complete it");
    assertThatItGoesOn();
  }

  @Test
  void anotherRunDoesNotGoOnWithIt() {
    write(out, new StoppingListener(25));
    PseudoPlan other = new PseudoPlan(CLIPS, 0, plan().clips().subList(1, CLIPS), 4);
    assertThatThrownBy(() -> PseudoFolder.write(other, clips, out, false, ClipFolders.SILENT))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(out + ": holds what another run left unfinished");
  }

  @Test
  void aFinishedFolderIsNotEmpty() {
    write(out, ClipFolders.SILENT);
    assertThatThrownBy(() -> write(out, ClipFolders.SILENT)).hasMessage(out + ": is not empty");
  }

  @Test
  void whatIsTornIsWrittenAgain() throws IOException {
    write(out, new StoppingListener(25));
    Files.write(out.resolve("yes/clip_00001.wav"), new byte[0]);
    assertThatItGoesOn();
  }

  @Test
  void aFullDiskLeavesNoTornClip(@TempDir Path mount) throws Exception {
    try (SmallDisk disk = SmallDisk.mount(mount, "1m")) {
      disk.fill(40_000);
      Path full = mount.resolve("out");
      assertThatThrownBy(() -> write(full, ClipFolders.SILENT))
          .isInstanceOf(KwsException.class)
          .hasMessageEndingWith("cannot be written: No space left on device");
      assertThat(full.resolve(UnfinishedFolder.MARKER)).isRegularFile();
      try (Stream<Path> all = Files.walk(full)) {
        assertThat(all.filter(f -> f.toString().endsWith(".wav")))
            .isNotEmpty()
            .allSatisfy(f -> assertThat(f).isNotEmptyFile());
      }
      disk.free();
      PseudoFolder.Result result = write(full, ClipFolders.SILENT);
      assertThat(result.complete()).isTrue();
      assertThat(full.resolve(UnfinishedFolder.MARKER)).doesNotExist();
    }
  }

  /** Stops dead in the middle of a run, without any farewell. */
  static final class Killed {
    private Killed() {}

    public static void main(String[] args) {
      PseudoFolder.write(
          plan(),
          Path.of(args[0]),
          Path.of(args[1]),
          false,
          new PredictListener() {
            @Override
            public void done(int clips) {
              if (clips == 25) {
                Runtime.getRuntime().halt(137);
              }
            }

            @Override
            public void problem(String line) {}

            @Override
            public boolean stopped() {
              return false;
            }
          });
    }
  }

  @Test
  void aKilledRunGoesOn() throws Exception {
    int code =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Killed.class.getName(),
                clips.toString(),
                out.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertThat(code).isEqualTo(137);
    assertThat(tree(out)).containsKeys("yes/clip_00022.wav", UnfinishedFolder.MARKER);
    assertThatItGoesOn();
  }
}
