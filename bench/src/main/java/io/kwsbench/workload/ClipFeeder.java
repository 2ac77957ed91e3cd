package io.kwsbench.workload;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.FittedClip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.engine.TensorValue;
import io.kwsbench.graph.TensorSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    this.slot =
        layout
            .audio()
            .orElseThrow(
                () ->
                    new KwsException(
                        "no input takes audio: neither samples nor a WAV file: " + layout));
    this.base = layout.zeros();
  }

  /**
   * Reads a clip and fits it to the input.
   *
   * @throws KwsException when it cannot be read
   */
  public Fed read(Path file) {
    Clip clip = WavReader.read(file);
    Optional<TensorValue> asItIs =
        switch (slot.form()) {
          case SAMPLES -> Optional.empty();
          case WAV_PATH -> Optional.of(TensorValue.ofString(bytes(file.toString())));
          case WAV_BYTES ->
              clip.sampleRate() == layout.sampleRate()
                  ? Optional.of(TensorValue.ofString(WavReader.bytes(file)))
                  : Optional.empty();
        };
    if (asItIs.isPresent()) {
      return new Fed(item(file.toString(), asItIs.get()), List.of());
    }
    return fit(file.toString(), clip);
  }

  /**
   * Fits a clip that is in memory.
   *
   * @throws KwsException when the input wants the path of a file
   */
  public Fed fit(String name, Clip clip) {
    FittedClip fitted = FittedClip.of(clip, layout.sampleRate(), slot.frames(), slot.channels());
    List<String> warnings = new ArrayList<>();
    fitted.warnings().forEach(warning -> warnings.add(name + ": " + warning));
    TensorSpec spec = layout.specs().get(slot.feed());
    TensorValue value =
        switch (slot.form()) {
          case SAMPLES -> TensorValue.ofFloats(spec.shape(), fitted.clip().samples());
          case WAV_BYTES -> TensorValue.ofString(WavWriter.toBytes(fitted.clip()));
          case WAV_PATH ->
              throw new KwsException(
                  "input " + spec.name() + " wants the path of a file: give one with --input_wav");
        };
    return new Fed(item(name, value), warnings);
  }

  /** Whether a clip that is no file can be fed. */
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
