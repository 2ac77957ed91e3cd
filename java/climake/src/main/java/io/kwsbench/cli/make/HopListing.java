package io.kwsbench.cli.make;

import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.audio.SampleCount;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanWindows;
import io.kwsbench.plan.run.PlanWindows.StepShare;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Locale;

/**
 * A listing of the work of a hop: the rows along time that each step computes, and the gain of a
 * stream that keeps the others.
 */
final class HopListing {
  private final PlanModel model;
  private final PlanWindows windows;
  private final int hopMillis;

  private HopListing(PlanModel model, PlanWindows windows, int hopMillis) {
    this.model = model;
    this.windows = windows;
    this.hopMillis = hopMillis;
  }

  /**
   * The listing of a plan.
   *
   * @param source what messages call it
   * @param hopMillis milliseconds from window to window, at least 1
   * @throws KwsException when the plan takes no samples, or such windows do not overlap
   */
  static String of(Plan plan, String source, int hopMillis) {
    try (PlanModel model = PlanModel.open(plan, source)) {
      int sound = sound(model);
      int rate = model.metadata().number(ModelMetadata.SAMPLE_RATE).orElse(KeywordClip.SAMPLE_RATE);
      long window = model.feeds().get(sound).shape().elements().orElseThrow();
      int hop = SampleCount.of(hopMillis, rate);
      if (hop < 1 || hop >= window) {
        throw new KwsException(
            "--stream_hop_ms "
                + hopMillis
                + ": the window of "
                + source
                + " has "
                + window
                + " samples at "
                + rate
                + " Hz, so windows that far apart do not overlap");
      }
      try (PlanWindows windows = model.newWindows(1, sound, hop)) {
        return new HopListing(model, windows, hopMillis).text();
      }
    }
  }

  private static int sound(PlanModel model) {
    for (int i = 0; i < model.feeds().size(); i++) {
      if (model.feeds().get(i).dtype() == DType.FLOAT) {
        return i;
      }
    }
    throw new KwsException(model.source() + ": --stream_hop_ms: no input takes samples");
  }

  private String text() {
    List<StepShare> shares = windows.steps();
    StringBuilder out = new StringBuilder();
    out.append("\t[step]\t                [kernel]\t[rows]\t[fresh]\t[every]\t[copies]");
    out.append("\t[MFLOP]\t [per hop]\t[name]\n");
    for (int i = 0; i < shares.size(); i++) {
      step(out, i, model.steps().get(i), shares.get(i));
    }
    double whole = model.steps().stream().mapToDouble(PlanModel.StepInfo::executedFlops).sum();
    double hop = shares.stream().mapToDouble(StepShare::flops).sum();
    out.append(
        String.format(
            Locale.ROOT,
            "every %d ms: %s MFLOP of a window's %s, 1/%.1f; maps of %d bytes\n",
            hopMillis,
            mega(hop),
            mega(whole),
            windows.gain(),
            windows.mapBytes()));
    if (shares.stream().allMatch(share -> share.rows() == 0)) {
      out.append("a stream keeps nothing of a window: no step's rows can be kept at this hop\n");
    }
    return out.toString();
  }

  private static void step(
      StringBuilder out, int number, PlanModel.StepInfo step, StepShare share) {
    boolean kept = share.rows() > 0;
    out.append(
        String.format(
            Locale.ROOT,
            "\t%6d\t%24s\t%6s\t%7s\t%7s\t%8s\t%7s\t%10s\t%s\n",
            number,
            step.kernel(),
            kept ? share.rows() : "-",
            kept ? share.freshRows() : "whole",
            kept ? share.stride() : "-",
            kept ? share.phases() : "-",
            mega(step.executedFlops()),
            mega(share.flops()),
            Printable.of(step.name())));
  }

  private static String mega(double flops) {
    return String.format(Locale.ROOT, "%.3f", flops / 1e6);
  }
}
