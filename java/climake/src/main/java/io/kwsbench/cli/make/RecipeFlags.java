package io.kwsbench.cli.make;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.train.LearningRateSchedule;
import io.kwsbench.train.Recipe;
import io.kwsbench.train.Selection;
import io.kwsbench.train.StatisticsAverage;
import io.kwsbench.train.TrainingOptions;
import java.util.HashMap;
import java.util.Map;

/** Flags for the length of a run and for its learning rate; a recipe sets those not given. */
@FlagGroup("training")
final class RecipeFlags {
  private static final String COSINE = "cosine";
  private static final String PLATEAU = "plateau";

  @Parameter(
      names = "--recipe",
      order = 10,
      description =
          "values of flags that are not given: standard (learns from a few hundred clips up) or"
              + " challenge2017 (the 2017 entry's)")
  @Choices({"standard", "challenge2017"})
  private String recipe = Recipe.STANDARD.label();

  @Parameter(
      names = "--epochs",
      order = 11,
      description = "maximum number of epochs; default: 50 (challenge2017: 100)")
  private Integer epochs;

  @Parameter(
      names = "--batch",
      order = 12,
      description =
          "number of clips per step; default: 32 to 384, depending on the size of the training"
              + " set (challenge2017: 384)")
  private Integer batch;

  @Parameter(
      names = "--steps",
      order = 13,
      description =
          "number of steps per epoch; 0 covers the training set once; default: 0, or 50 for a"
              + " set that fewer steps cover (challenge2017: 0)")
  private Integer steps;

  @Parameter(names = "--optimizer", order = 14, description = "optimizer: rmsprop, adam or sgd")
  @Choices({"rmsprop", "adam", "sgd"})
  private String optimizer = "rmsprop";

  @Parameter(
      names = "--learning_rate",
      order = 15,
      description = "learning rate of the first epoch, or of the first after --warmup")
  private double learningRate = 1e-3;

  @Parameter(
      names = "--schedule",
      order = 16,
      description =
          "learning-rate schedule: cosine (falls to almost zero over --epochs) or plateau (halved"
              + " when validation accuracy stops rising); default: cosine (challenge2017: plateau)")
  @Choices({"cosine", "plateau"})
  private String schedule = "";

  @Parameter(
      names = "--warmup",
      order = 16,
      description =
          "number of epochs in which the learning rate rises before the cosine begins; default: a"
              + " tenth of --epochs, up to 3 (challenge2017: 0)")
  private Integer warmup;

  @Parameter(
      names = "--plateau_patience",
      order = 16,
      description =
          "number of epochs without better validation accuracy before the learning rate is"
              + " halved")
  private int plateauPatience = 4;

  @Parameter(
      names = "--patience",
      order = 17,
      description =
          "number of epochs without a better one (--select) before training stops; 0"
              + " never stops early")
  private int patience;

  @Parameter(
      names = "--select",
      order = 17,
      description =
          "what makes an epoch the best: accuracy, or recall (of the wanted words, at the"
              + " threshold that takes 1 % of the other validation clips for a word)")
  @Choices({"accuracy", "recall"})
  private String select = Selection.ACCURACY.label();

  @Parameter(
      names = "--batch_norm_average",
      order = 20,
      description =
          "averages of batch normalization: estimated (from the epoch's last batches), growing"
              + " (moving, with a momentum that rises to 0.99) or fixed (moving, 0.99, as in"
              + " Keras); default: estimated (challenge2017: fixed)")
  @Choices({"estimated", "growing", "fixed"})
  private String batchNormAverage = "";

  /**
   * Refuses what would change nothing.
   *
   * @throws ParameterException naming the first such flag
   */
  void check(TypedFlags typed) {
    typed.refuse(isCosine(), "needs --schedule plateau", "--plateau_patience");
    typed.refuse(!isCosine(), "needs --schedule cosine", "--warmup");
  }

  /** The remembered flags of a run; one from before there were recipes has the 2017 entry's. */
  static Map<String, String> completed(Map<String, String> remembered) {
    Map<String, String> all = new HashMap<>(remembered);
    all.putIfAbsent("--recipe", Recipe.CHALLENGE2017.label());
    all.putIfAbsent("--warmup", "0");
    return all;
  }

  /**
   * Sets the flags that the recipe decides to its values, so that a run remembers them.
   *
   * @param clips size of the training set
   */
  void settle(int clips) {
    TrainingOptions.Budget budget = budget(clips);
    warmup = warmup();
    epochs = budget.epochs();
    batch = budget.batch();
    steps = budget.stepsPerEpoch();
    schedule = isCosine() ? COSINE : PLATEAU;
    batchNormAverage = average().label();
  }

  int epochs() {
    return epochs == null ? recipe().epochs() : epochs;
  }

  private int warmup() {
    return warmup == null ? recipe().warmup(epochs()) : warmup;
  }

  /** Returns whether the learning rate follows a cosine, and not validation. */
  boolean isCosine() {
    return switch (schedule) {
      case "" -> recipe().cosine();
      case COSINE -> true;
      case PLATEAU -> false;
      default ->
          throw new ParameterException("--schedule: '" + schedule + "' is not cosine or plateau");
    };
  }

  TrainingOptions.Descent descent() {
    LearningRateSchedule rule =
        isCosine()
            ? new LearningRateSchedule.Cosine(learningRate, epochs(), warmup())
            : new LearningRateSchedule.Plateau(0.5, plateauPatience, 1e-5);
    return new TrainingOptions.Descent(optimizer, learningRate, rule);
  }

  /**
   * The length of a run.
   *
   * @param clips size of the training set
   */
  TrainingOptions.Budget budget(int clips) {
    int size = batch == null ? recipe().batch(clips) : batch;
    int count = steps == null ? recipe().steps(clips, Math.max(1, size)) : steps;
    return new TrainingOptions.Budget(size, count, epochs(), patience, selection());
  }

  Selection selection() {
    return NamedChoice.of("--select", select, Selection.values(), Selection::label);
  }

  StatisticsAverage average() {
    return batchNormAverage.isEmpty()
        ? recipe().average()
        : NamedChoice.of(
            "--batch_norm_average",
            batchNormAverage,
            StatisticsAverage.values(),
            StatisticsAverage::label);
  }

  private Recipe recipe() {
    return NamedChoice.of("--recipe", recipe, Recipe.values(), Recipe::label);
  }
}
