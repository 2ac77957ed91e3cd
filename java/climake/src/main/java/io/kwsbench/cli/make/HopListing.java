package io.kwsbench.cli.make;

import io.kwsbench.Printable;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanWindows;
import io.kwsbench.plan.run.PlanWindows.StepShare;
import java.util.List;
import java.util.Locale;

/**
 * What a hop computes of a plan, for people: the rows along time of every step, and what a stream
 * gains by keeping the others.
 */
final class HopListing {
  private final PlanModel model;
  private final PlanWindows windows;
  private final int hopMillis;

  /** Closes neither. */
  HopListing(PlanModel model, PlanWindows windows, int hopMillis) {
    this.model = model;
    this.windows = windows;
    this.hopMillis = hopMillis;
  }

  String text() {
    List<StepShare> shares = windows.steps();
    StringBuilder out = new StringBuilder();
    out.append("\t[step]\t                [kernel]\t[rows]\t[a hop]\t[every]\t[copies]");
    out.append("\t[MFLOP]\t   [a hop]\t[name]\n");
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
