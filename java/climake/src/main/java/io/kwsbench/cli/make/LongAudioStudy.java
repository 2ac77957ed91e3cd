package io.kwsbench.cli.make;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.output.BulkProgress;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.label.ClipModel;
import io.kwsbench.longaudio.BudgetedThresholds;
import io.kwsbench.longaudio.GatedTrack;
import io.kwsbench.longaudio.LongAudio;
import io.kwsbench.longaudio.PosteriorTrack;
import io.kwsbench.longaudio.RocCurve;
import io.kwsbench.longaudio.ThresholdSweep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A study of a model on long audio.
 *
 * @param hop samples from window to window
 * @param sweep with the rule
 * @param vad whether an energy gate is measured, too
 * @param budget of false alarms per word and hour; empty if no thresholds are chosen
 * @param protocol that answers, too
 */
record LongAudioStudy(
    int hop,
    ThresholdSweep sweep,
    boolean vad,
    OptionalDouble budget,
    Optional<Protocol> protocol) {
  /**
   * The results.
   *
   * @param hop samples from window to window
   * @param pieces of each piece of audio
   * @param thresholds those that keep to the budget, over all pieces together
   * @param outOfReach why there are none
   * @param protocol the answer of a protocol
   * @param detections with those thresholds, or the protocol's, or the rule's
   */
  record Results(
      int hop,
      List<LongAudioResult> pieces,
      Optional<BudgetedThresholds> thresholds,
      Optional<KwsException> outOfReach,
      Optional<ProtocolResult> protocol,
      DetectionList detections) {
    /**
     * The thresholds, where a budget was given.
     *
     * @throws KwsException when none keep to it
     */
    Optional<BudgetedThresholds> reached() {
      if (outOfReach.isPresent()) {
        throw outOfReach.get();
      }
      return thresholds;
    }
  }

  Results of(ClipModel model, List<Supplier<LongAudio>> audio, CliContext context) {
    List<LongAudioResult> pieces = new ArrayList<>();
    List<PosteriorTrack> tracks = new ArrayList<>();
    for (Supplier<LongAudio> one : audio) {
      LongAudio piece = one.get();
      PosteriorTrack track = track(model, piece, context);
      pieces.add(result(track, piece.sound()));
      tracks.add(track);
    }
    Optional<ProtocolResult> answer =
        protocol.map(one -> ProtocolResult.of(one, tracks.get(0), pieces.get(0).every(), sweep));
    DetectorRule decided = answer.map(one -> one.decided(sweep.rule())).orElse(sweep.rule());
    if (budget.isEmpty()) {
      DetectionList listed = listed(tracks, decided);
      return new Results(hop, pieces, Optional.empty(), Optional.empty(), answer, listed);
    }
    try {
      BudgetedThresholds chosen = BudgetedThresholds.of(budget.getAsDouble(), tracks, sweep);
      DetectionList listed = listed(tracks, chosen.rule());
      return new Results(hop, pieces, Optional.of(chosen), Optional.empty(), answer, listed);
    } catch (KwsException e) {
      // the rest of the report took as long
      DetectionList listed = listed(tracks, decided);
      return new Results(hop, pieces, Optional.empty(), Optional.of(e), answer, listed);
    }
  }

  /** The results on one piece of audio, to be compared with those of nearly the same model. */
  RocCurve fine(ClipModel model, LongAudio audio, CliContext context) {
    return RocCurve.fine(
        track(model, audio, context), sweep.labels().names(), sweep.rule(), sweep.inTime());
  }

  private DetectionList listed(List<PosteriorTrack> tracks, DetectorRule rule) {
    DetectionList list = new DetectionList();
    tracks.forEach(track -> list.add(track.truth(), sweep.matches(track, rule)));
    return list;
  }

  private PosteriorTrack track(ClipModel model, LongAudio audio, CliContext context) {
    int windows = PosteriorTrack.windows(audio.truth(), model.samples(), hop);
    try (BulkProgress progress = BulkProgress.ofWindows(context, "listening", windows)) {
      return PosteriorTrack.of(model, audio, hop, progress::done);
    }
  }

  private LongAudioResult result(PosteriorTrack track, LongAudio.Sound sound) {
    RocCurve every = curve(track);
    if (!vad) {
      return new LongAudioResult(every, Optional.empty());
    }
    GatedTrack gated = GatedTrack.of(track, sound, sweep.labels());
    return new LongAudioResult(
        every, Optional.of(new LongAudioResult.Gated(gated.skippedShare(), curve(gated.track()))));
  }

  private RocCurve curve(PosteriorTrack track) {
    KeywordLabels labels = sweep.labels();
    return RocCurve.of(track, labels.names(), sweep.rule(), sweep.inTime());
  }
}
