package io.kwsbench.workload;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavData;
import io.kwsbench.audio.WavReader;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Turns clips into what a graph is fed with. Immutable and thread-safe. */
public final class ClipFeeder {
  private final FeedLayout layout;
  private final AudioSlot slot;
  private final List<TensorValue> base;

  /**
   * An item, and what had to be done to the clip.
   *
   * @param warnings one line each, naming the clip
   */
  public record Fed(Workload.Item item, List<String> warnings) {
    public Fed {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @throws KwsException when no input of the graph takes sound
   */
  public ClipFeeder(FeedLayout layout) {
    this.layout = layout;
    this.slot = layout.requireAudio();
    this.base = layout.zeros();
  }

  /**
   * Reads a clip and fits it to the input. Where the graph decodes a WAV file, it is given the
   * samples as a plain one, so that every file is heard, or refused, as other graphs hear it.
   *
   * @throws KwsException when it cannot be read, or the graph reads files itself and not of this
   *     kind; one line that names the clip
   */
  public Fed read(Path file) {
    String name = file.toString();
    WavData data = WavReader.locate(ByteBuffer.wrap(WavReader.bytes(file)), name);
    if (slot.form() == AudioSlot.Form.WAV_PATH) {
      requireReadAlike(data);
    }
    return fed(name, FittedClip.of(data, layout.sampleRate(), slot.frames(), slot.channels()));
  }

  /** Requires a file that the graph reads correctly itself: 16-bit samples at its sample rate. */
  private void requireReadAlike(WavData data) {
    if (data.sampleRate() != layout.sampleRate() || !data.isPcm16()) {
      throw new KwsException(
          String.format(
              "%s: the graph opens the file itself and reads 16-bit samples at %d Hz only, not %s:"
                  + " convert the clip",
              data.source(), layout.sampleRate(), data));
    }
  }

  /**
   * Fits a clip that is in memory.
   *
   * @throws KwsException when the input takes the path of a file
   */
  public Fed fit(String name, Clip clip) {
    if (!takesSamples()) {
      throw new KwsException(
          new InputReason.WantsPath(layout.specs().get(slot.feed()).name().toString()));
    }
    return fed(name, FittedClip.of(clip, layout.sampleRate(), slot.frames(), slot.channels()));
  }

  private Fed fed(String name, FittedClip fitted) {
    List<String> warnings =
        fitted.warnings().stream().map(warning -> name + ": " + warning).toList();
    TensorSpec spec = layout.specs().get(slot.feed());
    TensorValue value =
        switch (slot.form()) {
          case SAMPLES -> TensorValue.ofFloats(spec.shape(), fitted.clip().samples());
          case WAV_BYTES -> TensorValue.ofString(WavWriter.toBytes(fitted.clip()));
          case WAV_PATH -> TensorValue.ofString(bytes(name));
        };
    return new Fed(item(name, value), warnings);
  }

  /** Returns whether a clip that is no file can be fed. */
  public boolean takesSamples() {
    return slot.form() != AudioSlot.Form.WAV_PATH;
  }

  private Workload.Item item(String name, TensorValue sound) {
    List<TensorValue> feeds = new ArrayList<>(base);
    feeds.set(slot.feed(), sound);
    return new Workload.Item(name, feeds);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
