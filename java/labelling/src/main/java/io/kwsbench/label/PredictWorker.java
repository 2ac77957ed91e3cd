package io.kwsbench.label;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads and scores one clip after another. For one thread at a time. */
final class PredictWorker implements AutoCloseable {
  private final ClipFolder folder;
  private final Path slowFolder;
  private final ClipScorer scorer;
  private final ClipFileReader clips = new ClipFileReader();
  private final ClipFileReader slowClips = new ClipFileReader();

  PredictWorker(ClipModel model, ClipFolder folder, PredictOptions options) {
    this.folder = folder;
    this.slowFolder = options.needsSlow() ? options.slowClips() : null;
    this.scorer = model.scorer(options.folds(), options.scale());
  }

  /**
   * Scores a clip of the folder.
   *
   * @throws UnreadableClipException when it, or its slowed copy, is no file that can be scored
   */
  float[] score(int index, Consumer<String> warn) {
    String name = folder.names().get(index);
    ClipBytes clip = clips.read(folder.file(name));
    ClipBytes slow = slowFolder == null ? null : slowClips.read(slowFolder.resolve(name));
    return scorer.score(clip, slow, warn);
  }

  @Override
  public void close() {
    scorer.close();
  }
}
