package io.kwsbench.cli.model;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.report.benchmark.WorkloadSection;
import io.kwsbench.workload.ClipFeeder;
import io.kwsbench.workload.DefaultModel;
import io.kwsbench.workload.FeedLayout;
import io.kwsbench.workload.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Flags for the input of measured runs. */
@FlagGroup("input")
public final class WorkloadOptions {
  /** The name of the embedded clip. */
  static final String EMBEDDED = "embedded clip";

  @Parameter(
      names = "--input_wav",
      order = 30,
      description =
          "WAV file, or folder of WAV files, to feed in turn; default: the embedded clip"
              + " for audio models, otherwise zeros")
  @PathFlag(PathFlag.Use.READ)
  public String inputWav = "";

  @Parameter(
      names = "--seed",
      order = 31,
      description = "seed of random noise to feed to inputs without values; default: no noise")
  Long seed;

  /** A workload and its description in reports. */
  public record Described(Workload workload, WorkloadSection section) {}

  /**
   * Makes the workload: clips, noise, or the values of the flags; by default an audio model gets
   * the embedded clip.
   *
   * @param explicit whether flags describe the inputs: then benchmark_model's zeros are fed
   */
  public Described make(FeedLayout layout, boolean explicit) {
    if (!inputWav.isEmpty()) {
      if (seed != null) {
        throw new ParameterException("--input_wav and --seed: feed either clips or noise");
      }
      return clips(layout);
    }
    if (seed != null) {
      return single(layout, "noise", "noise from seed " + seed, layout.noise(seed));
    }
    if (!explicit && layout.takesAudio()) {
      ClipFeeder feeder = new ClipFeeder(layout);
      if (feeder.takesSamples()) {
        return embedded(feeder.fit(EMBEDDED, DefaultModel.clip()), layout.audioSeconds());
      }
    }
    String what = explicit ? "the values of --input_layer_values, zeros elsewhere" : "zeros";
    return single(layout, "zeros", what, layout.zeros());
  }

  private Described clips(FeedLayout layout) {
    ClipFeeder feeder = new ClipFeeder(layout);
    List<Workload.Item> items = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Path file : ClipFiles.under(TypedPath.of(inputWav))) {
      ClipFeeder.Fed fed = feeder.read(file);
      items.add(fed.item());
      warnings.addAll(fed.warnings());
    }
    return described(items, clipsOf(items, inputWav), layout.audioSeconds(), warnings, true);
  }

  private static Described single(
      FeedLayout layout,
      String name,
      String description,
      List<io.kwsbench.tensor.TensorValue> feeds) {
    return described(
        List.of(new Workload.Item(name, feeds)),
        description,
        layout.audioSeconds(),
        List.of(),
        false);
  }

  /** The default input of an audio model. */
  static Described embedded(ClipFeeder.Fed fed, Optional<Double> audioSeconds) {
    return described(
        List.of(fed.item()),
        "the embedded clip ('" + DefaultModel.CLIP_WORD + "'; --input_wav feeds others)",
        audioSeconds,
        List.of(),
        true);
  }

  /** The description of clips in a report. */
  static String clipsOf(List<Workload.Item> items, String from) {
    return (items.size() == 1 ? "the clip " : items.size() + " clips in turn of ") + from;
  }

  static Described described(
      List<Workload.Item> items,
      String description,
      Optional<Double> audioSeconds,
      List<String> warnings,
      boolean sound) {
    return new Described(
        Workload.of(items),
        new WorkloadSection(
            description,
            items.stream().map(Workload.Item::name).toList(),
            sound,
            audioSeconds,
            warnings));
  }
}
