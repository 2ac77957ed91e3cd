package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchSourceTest {
  private static final int RATE = 16_000;
  private static final int SAMPLES = 800;

  @TempDir Path data;

  @BeforeEach
  void writeClips() throws IOException {
    for (NoiseColor color : NoiseColor.values()) {
      Path folder = Files.createDirectories(data.resolve(color.name().toLowerCase()));
      for (int i = 0; i < 4; i++) {
        WavWriter.write(
            folder.resolve(i + "_nohash_0.wav"), NoiseGenerator.noise(color, 700, RATE, i));
      }
    }
    Path noise = Files.createDirectories(data.resolve("_background_noise_"));
    WavWriter.write(noise.resolve("n.wav"), NoiseGenerator.noise(NoiseColor.WHITE, 5000, RATE, 9));
  }

  @Test
  void aBatchIsAFunctionOfItsNumber() {
    Batch once = source(3, 1 << 20).training(17, 32);
    Batch alone = new ForkJoinPool(1).invoke(task(source(3, 0)));

    assertThat(alone.raw()).isEqualTo(once.raw());
    assertThat(alone.labels()).isEqualTo(once.labels());
    assertThat(source(4, 0).training(17, 32).raw()).isNotEqualTo(once.raw());
    assertThat(source(3, 0).training(18, 32).raw()).isNotEqualTo(once.raw());
  }

  private static java.util.concurrent.ForkJoinTask<Batch> task(BatchSource source) {
    return java.util.concurrent.ForkJoinTask.adapt(() -> source.training(17, 32));
  }

  @Test
  void validationComesInOrderAsItIs() {
    BatchSource source = source(3, 0);
    int size = source.corpus().samples(Partition.TRAINING).size();
    Batch all = source.inOrder(Partition.TRAINING, 0, size + 10);
    Batch rest = source.inOrder(Partition.TRAINING, size - 1, 10);

    assertThat(all.size()).isEqualTo(size);
    assertThat(rest.size()).isEqualTo(1);
    assertThat(rest.labels()[0]).isEqualTo(all.labels()[size - 1]);
    assertThat(source.inOrder(Partition.TRAINING, size, 10).size()).isZero();
  }

  @Test
  void unreadableClipsAreSkippedAndCounted() throws IOException {
    Path bad = data.resolve("white/0_nohash_0.wav");
    Files.writeString(bad, "no sound");
    ClipCache clips = new ClipCache(RATE, SAMPLES, 1 << 20);

    source(3, clips).training(0, 200);

    assertThat(clips.unreadable()).containsExactly(bad);
  }

  @Test
  void nothingButUnreadableClipsIsAnError() throws IOException {
    for (NoiseColor color : NoiseColor.values()) {
      for (int i = 0; i < 4; i++) {
        Files.writeString(
            data.resolve(color.name().toLowerCase()).resolve(i + "_nohash_0.wav"), "no sound");
      }
    }

    assertThatThrownBy(() -> source(3, 0).training(0, 4))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("clips cannot be read, among them " + data);
  }

  @Test
  void silenceAloneIsNoTraining() throws IOException {
    for (NoiseColor color : NoiseColor.values()) {
      for (int i = 0; i < 4; i++) {
        Files.writeString(
            data.resolve(color.name().toLowerCase()).resolve(i + "_nohash_0.wav"), "no sound");
      }
    }
    Corpus corpus =
        Corpus.scan(
            List.of(data),
            new WantedClasses(List.of("white", "pink")),
            any -> new SpeakerHashRule(0, 0),
            new ClassBalance(200, 50, 1));
    BatchSource source =
        new BatchSource(
            corpus,
            new ClipCache(RATE, SAMPLES, 0),
            BackgroundNoise.none(),
            Augmentation.original(),
            1);
    assertThatThrownBy(() -> source.training(0, 20))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("clips cannot be read, among them " + data);
  }

  @Test
  void inOrderLeavesOutWhatCannotBeRead() throws IOException {
    BatchSource whole = source(3, 0);
    int size = whole.corpus().samples(Partition.TRAINING).size();
    Path bad = whole.corpus().samples(Partition.TRAINING).get(1).file();
    Files.writeString(bad, "no sound");
    Batch batch = source(3, 0).inOrder(Partition.TRAINING, 0, size);
    assertThat(batch.size()).isEqualTo(size - 1);
    assertThat(batch.raw()).hasSize((size - 1) * SAMPLES);
    assertThat(batch.labels()[1])
        .isEqualTo(whole.corpus().samples(Partition.TRAINING).get(2).label());
    assertThat(source(3, 0).inOrder(Partition.TRAINING, 1, 1).size()).isZero();
  }

  @Test
  void noiseAsLongAsAClipServes() {
    Augmentation noisy = Augmentation.original();
    BackgroundNoise noise = BackgroundNoise.in(List.of(data), RATE, 5000);
    assertThat(noise.count()).isEqualTo(1);
    AugmentationDraw draw = new AugmentationDraw(noisy, noise, 5000);
    assertThat(draw.draw(null, new SplittableRandom(1)).noiseOffset()).isZero();
  }

  @Test
  void noiseThatIsTooShortOrNoSoundIsLeftOut() throws IOException {
    Path folder = data.resolve("_background_noise_");
    WavWriter.write(folder.resolve("short.wav"), Clip.ofFloats(RATE, 1, new float[100]));
    Files.writeString(folder.resolve("page.wav"), "<html>");
    Files.writeString(folder.resolve("._n.wav"), "what macOS leaves");
    assertThat(BackgroundNoise.in(List.of(data), RATE, SAMPLES).count()).isEqualTo(1);
    assertThatThrownBy(() -> BackgroundNoise.in(List.of(data), RATE, 5001))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("no recording of background noise can be used: ")
        .hasMessageContaining("n.wav: background noise of 5000 samples is shorter than a clip of")
        .hasMessageNotContaining("._n.wav");
  }

  @Test
  void everyDataFolderHasItsNoiseInAnyCase(@TempDir Path second) throws IOException {
    Path noise = Files.createDirectory(second.resolve("_Background_Noise_"));
    WavWriter.write(noise.resolve("M.WAV"), Clip.ofFloats(RATE, 1, new float[5000]));
    assertThat(BackgroundNoise.in(List.of(data, second), RATE, SAMPLES).count()).isEqualTo(2);
    assertThat(BackgroundNoise.in(List.of(second), RATE, SAMPLES).count()).isEqualTo(1);
    Files.delete(noise.resolve("M.WAV"));
    Files.writeString(noise.resolve("README.md"), "no sound");
    assertThat(BackgroundNoise.in(List.of(second), RATE, SAMPLES).count()).isZero();
  }

  @Test
  void aCacheCountsAClipOnceAndGivesBackWhatItDoesNotTake() throws Exception {
    Path clip = data.resolve("pink/0_nohash_0.wav");
    long room = 2L * SAMPLES * Short.BYTES;
    ClipCache clips = new ClipCache(RATE, SAMPLES, room);
    int threads = 8;
    CyclicBarrier together = new CyclicBarrier(threads);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<float[]>> reads = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        reads.add(
            pool.submit(
                () -> {
                  together.await();
                  return clips.get(clip);
                }));
      }
      for (Future<float[]> read : reads) {
        assertThat(read.get()).hasSize(SAMPLES);
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(clips.bytesLeft()).isEqualTo(room / 2);
    ClipCache small = new ClipCache(RATE, SAMPLES, SAMPLES);
    small.get(clip);
    assertThat(small.bytesLeft()).isEqualTo(SAMPLES);
  }

  private BatchSource source(long seed, long cacheBytes) {
    return source(seed, new ClipCache(RATE, SAMPLES, cacheBytes));
  }

  private BatchSource source(long seed, ClipCache clips) {
    Corpus corpus =
        Corpus.scan(
            List.of(data),
            new WantedClasses(List.of("white", "pink")),
            any -> new SpeakerHashRule(0, 0),
            new ClassBalance(0, 50, 1));
    return new BatchSource(
        corpus,
        clips,
        BackgroundNoise.in(List.of(data), RATE, SAMPLES),
        Augmentation.original(),
        seed);
  }
}
