package io.kwsbench.cli.make;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.kwsbench.evaluate.ConfusionMatrix;
import io.kwsbench.evaluate.GraphEvaluation;
import io.kwsbench.label.ClipModel;
import io.kwsbench.longaudio.AlarmRate;
import io.kwsbench.longaudio.BudgetedThresholds;
import io.kwsbench.longaudio.Delay;
import io.kwsbench.longaudio.RocCurve;
import io.kwsbench.longaudio.WordCount;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The numbers of an evaluation, as JSON names them.
 *
 * @param subject what was evaluated
 * @param overall figures of all clips
 * @param classes in the model's order
 * @param longAudio the result of each piece of it
 * @param budget the thresholds that keep to a budget of false alarms, where asked for
 * @param protocol the answer of a protocol, where asked for
 */
record EvaluationResult(
    @JsonUnwrapped Subject subject,
    @JsonUnwrapped Overall overall,
    List<OfClass> classes,
    List<OfAudio> longAudio,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Budget> budget,
    @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<ProtocolResult> protocol) {
  /** Changes when a name or a unit does. */
  static final int SCHEMA_VERSION = 1;

  /** The false alarms per hour up to which the area under a curve is taken. */
  static final double AREA_ALARMS = 2;

  /**
   * The model and the clips of an evaluation.
   *
   * @param model its file
   * @param bytes the size of the graph or compiled model that was run
   * @param set the set's name
   * @param engine the engine's name
   * @param medianMs median milliseconds per clip
   */
  record Subject(String model, long bytes, String set, String engine, double medianMs) {}

  /**
   * The figures of all clips.
   *
   * @param clips that were read
   * @param unreadable further clips, which are in no figure
   * @param accuracy the share that was right
   * @param meanRecall of the classes that have clips
   * @param crossEntropy mean over the clips
   */
  record Overall(
      int clips, int unreadable, double accuracy, double meanRecall, double crossEntropy) {}

  /**
   * The result of a class.
   *
   * @param clips of it
   * @param precision empty for a class that nothing was taken for
   * @param recall empty for a class without clips
   * @param takenFor its clips by predicted class
   */
  record OfClass(
      String label,
      int clips,
      Optional<Double> precision,
      Optional<Double> recall,
      List<Integer> takenFor) {}

  /**
   * The result of one piece of long audio.
   *
   * @param keywords wanted words said in it
   * @param detArea the mean share of missed words over the limits of 0 to 2 false alarms per hour
   * @param points one for each threshold
   * @param vad the same with windows of background skipped, where asked for
   */
  record OfAudio(
      String name,
      double hours,
      int keywords,
      double detArea,
      List<Point> points,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Gated> vad) {}

  /**
   * The result with an energy gate.
   *
   * @param skippedShare the share of windows that it skips, 0 … 1
   */
  record Gated(double skippedShare, List<Point> points) {}

  /**
   * One threshold.
   *
   * @param falseAlarms detections that match no word said
   * @param missed words said that no detection matches
   * @param delayMedianMs from a word's end to its detection; empty if none was detected
   * @param delayP99Ms the same of all but the slowest hundredth
   */
  record Point(
      double threshold,
      int falseAlarms,
      double falseAlarmsPerHour,
      int missed,
      double falseRejectRate,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> delayMedianMs,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> delayP99Ms) {}

  /**
   * The thresholds that keep to a budget.
   *
   * @param perHour the budget: false alarms per hour and word
   * @param hours of audio
   * @param noAlarmProvesBelow false alarms per hour that so much audio without any rules out
   * @param hoursToProve audio without a false alarm that would prove the budget; empty for a budget
   *     of 0
   */
  record Budget(
      @JsonProperty("false_alarms_per_hour_and_word") double perHour,
      double hours,
      double noAlarmProvesBelow,
      @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Double> hoursToProve,
      List<OfWord> words,
      Counts allWords) {}

  /** A word with its threshold. */
  record OfWord(String label, double threshold, @JsonUnwrapped Counts counts) {}

  /**
   * The words that a detector with the chosen thresholds misses, and its false alarms.
   *
   * @param said how often a word was said
   * @param interval95 of the false alarms per hour
   */
  record Counts(
      int said,
      int missed,
      int falseAlarms,
      double falseAlarmsPerHour,
      @JsonProperty("interval_95") List<Double> interval95) {}

  static EvaluationResult of(
      String set, ClipModel model, GraphEvaluation evaluation, LongAudioStudy.Results longAudio) {
    ConfusionMatrix confusion = evaluation.confusion();
    return new EvaluationResult(
        new Subject(
            model.source(), model.sizeBytes(), set, model.engineName(), evaluation.medianMillis()),
        new Overall(
            confusion.total(),
            evaluation.unreadable(),
            confusion.accuracy(),
            confusion.meanRecallOfPresent(),
            evaluation.loss()),
        IntStream.range(0, confusion.labels().size()).mapToObj(i -> one(confusion, i)).toList(),
        longAudio.pieces().stream().map(EvaluationResult::one).toList(),
        longAudio.thresholds().map(EvaluationResult::budget),
        longAudio.protocol());
  }

  private static OfClass one(ConfusionMatrix confusion, int label) {
    return new OfClass(
        confusion.labels().get(label),
        confusion.clips(label),
        share(confusion.precision(label), confusion.takenFor(label)),
        share(confusion.recall(label), confusion.clips(label)),
        IntStream.of(confusion.counts()[label]).boxed().toList());
  }

  /** Nothing has no share. */
  private static Optional<Double> share(double share, int of) {
    return of == 0 ? Optional.empty() : Optional.of(share);
  }

  private static OfAudio one(LongAudioResult heard) {
    RocCurve every = heard.every();
    return new OfAudio(
        every.name(),
        every.hours(),
        every.keywords(),
        every.area(AREA_ALARMS),
        points(every),
        heard.gated().map(gated -> new Gated(gated.skippedShare(), points(gated.curve()))));
  }

  private static List<Point> points(RocCurve curve) {
    return curve.points().stream().map(EvaluationResult::point).toList();
  }

  private static Point point(RocCurve.Point point) {
    Optional<Delay> delay = Optional.of(point.delay()).filter(some -> some.words() > 0);
    return new Point(
        point.threshold(),
        point.falseAlarms(),
        point.falseAlarmsPerHour(),
        point.missed(),
        point.falseRejectRate(),
        delay.map(Delay::medianMillis),
        delay.map(Delay::p99Millis));
  }

  private static Budget budget(BudgetedThresholds chosen) {
    double perHour = chosen.perHour();
    return new Budget(
        perHour,
        chosen.table().hours(),
        chosen.rate(0).provenBelow(),
        perHour > 0 ? Optional.of(AlarmRate.hoursToProve(perHour)) : Optional.empty(),
        chosen.words().entrySet().stream()
            .map(
                word ->
                    new OfWord(
                        word.getKey(),
                        chosen.rule().thresholds().of(word.getKey()),
                        counts(chosen, word.getValue())))
            .toList(),
        counts(chosen, chosen.together()));
  }

  private static Counts counts(BudgetedThresholds chosen, WordCount count) {
    AlarmRate rate = chosen.rate(count.falseAlarms());
    return new Counts(
        count.said(),
        count.missed(),
        count.falseAlarms(),
        rate.perHour(),
        List.of(rate.low(), rate.high()));
  }
}
