package io.kwsbench.spark;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.Parameters;
import io.kwsbench.files.LabelFile;
import io.kwsbench.keras.freeze.LambdaNames;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.ResultTable;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.usage.ChosenViews;
import io.kwsbench.usage.ExitCode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Labels a folder of clips, or a table of them. */
@Parameters(commandDescription = "labels clips: rows in Parquet, and the three files on request")
final class PredictJob implements Job {
  @Parameter(
      names = "--graph",
      description = "frozen graph (.pb); required unless --checkpoint is given")
  private String graph = "";

  @Parameter(
      names = "--checkpoint",
      description = "Keras checkpoint of a whole model; required unless --graph is given")
  private String checkpoint = "";

  @Parameter(
      names = "--labels",
      description =
          "text file with one class name per line; default: the names stored in the model,"
              + " or labels.txt beside it")
  private String labels = "";

  @Parameter(
      names = "--lambda_names",
      description =
          "challenge2017: functions that Lambda layers only name are those of the 2017"
              + " entry; default: only where the checkpoint's code proves it")
  private String lambdaNames = "";

  @Parameter(
      names = "--clips",
      required = true,
      description = "folder of WAV files, or a table (--table)")
  private String clips;

  @Parameter(
      names = "--table",
      description =
          "format of the table of clips: parquet or orc, with columns path, content and"
              + " optionally slow; default: a folder")
  private String table = "";

  @Parameter(names = "--out", required = true, description = "new folder for the rows, in Parquet")
  private String out;

  @Parameter(
      names = "--submission",
      description = "CSV file to write too, with its two siblings; default: not written")
  private String submission = "";

  @Parameter(
      names = "--challenge",
      description = "use the challenge's 12 labels as the main labels")
  private boolean challenge;

  @Parameter(
      names = "--tta",
      description =
          "average over three views of each clip: unchanged, 1.2 times louder, rolled left"
              + " by 1500 samples")
  private boolean tta;

  @Parameter(
      names = {"--views", "--folds"},
      description =
          "views of each clip, comma-separated: as_is, or slow, roll=N, gain=X and clip joined by"
              + " +; default: as_is")
  private String views = "";

  @Parameter(names = "--speed_tta", description = "folder of slowed clips; default: none")
  private String slow = "";

  @Parameter(
      names = "--partitions",
      validateValueWith = NotNegative.class,
      description = "number of tasks; 0 uses four per core and one per 5,000 clips")
  private int partitions;

  @Override
  public String name() {
    return "predict";
  }

  @Override
  public ExitCode run(SparkSession spark, PrintStream stdout, Consumer<String> complain) {
    HadoopFiles files = new HadoopFiles(spark.sparkContext().hadoopConfiguration());
    TtaViews views = views();
    Path target = files.path(out);
    files.requireNew(target);
    requireOurs(files);
    ModelBytes model = model(files);
    LabelSet set = labels(files, model, views, complain);
    long start = System.nanoTime();
    RowLabels.named(rows(spark, files, model, set, views), set).write().parquet(target.toString());
    double seconds = (System.nanoTime() - start) / 1e9;
    PredictionTable done = new PredictionTable(spark, target, set);
    PredictionTable.Counts counts = done.counts();
    done.notes(complain);
    stdout.printf(
        Locale.ROOT,
        "%d clips, %d unreadable, %.1f s, %.0f clips/s%n%s%n",
        counts.clips(),
        counts.unreadable(),
        seconds,
        counts.clips() / seconds,
        target);
    if (!submission.isEmpty()) {
      done.writeSubmission(files, files.path(submission)).forEach(stdout::println);
    }
    if (counts.unreadable() > 0) {
      complain.accept(counts.unreadable() + " of the clips could not be read and have no row");
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.DONE;
  }

  /** Refuses to overwrite files whose names derive from the requested one. */
  private void requireOurs(HadoopFiles files) {
    if (submission.isEmpty()) {
      return;
    }
    Path wanted = files.path(submission);
    files.requireOther(wanted, List.of(graph, checkpoint, labels));
    for (ResultTable table : ResultTable.values()) {
      Path file = new Path(wanted.getParent(), table.fileName(wanted.getName()));
      if (!file.equals(wanted)) {
        files.requireStart(file, ResultTable.HEADER);
      }
    }
  }

  private TtaViews views() {
    boolean slowed = !slow.isEmpty() || !table.isEmpty() && views.contains("slow");
    return TtaViews.of(ChosenViews.of(tta, views, slowed));
  }

  private ModelBytes model(HadoopFiles files) {
    if (graph.isEmpty() == checkpoint.isEmpty()) {
      throw new ParameterException("give either --graph or --checkpoint");
    }
    if (!graph.isEmpty()) {
      if (!lambdaNames.isEmpty()) {
        throw new ParameterException("--lambda_names is for --checkpoint: a graph has no Lambdas");
      }
      return new ModelBytes(files.require(files.path(graph)), graph);
    }
    LambdaNames names = lambdaNames.isEmpty() ? LambdaNames.PROVED : named(lambdaNames);
    return ModelBytes.ofCheckpoint(files.require(files.path(checkpoint)), checkpoint, names);
  }

  private static LambdaNames named(String names) {
    return LambdaNames.named(names)
        .orElseThrow(
            () ->
                new ParameterException(
                    "--lambda_names is " + LambdaNames.CHALLENGE + ", not '" + names + "'"));
  }

  /**
   * Loads the model on the driver first, so that a bad one is reported before the cluster is busy.
   */
  private LabelSet labels(
      HadoopFiles files, ModelBytes model, TtaViews views, Consumer<String> complain) {
    try (LoadedModel.Use use = LoadedModel.use(model, views)) {
      int classes = use.classes();
      ModelLabels known =
          ModelLabels.choose(
              given(files), use.labels(), beside(files), OptionalInt.of(classes), complain);
      LabelSet set = known.known() ? new LabelSet(known.names()) : LabelSet.forOutputs(classes);
      if (!known.known()) {
        complain.accept(
            model.source()
                + ": does not name its classes; assuming the challenge's "
                + classes
                + ": "
                + String.join(" ", set.names())
                + " (--labels FILE names others)");
      }
      return challenge ? set.asChallenge() : set;
    }
  }

  private Optional<ModelLabels> given(HadoopFiles files) {
    return labels.isEmpty() ? Optional.empty() : Optional.of(read(files, files.path(labels)));
  }

  private static ModelLabels read(HadoopFiles files, Path file) {
    return new ModelLabels(LabelFile.parse(files.require(file), file.toString()), file.toString());
  }

  /** The labels in a file beside the model. */
  private Supplier<Optional<ModelLabels>> beside(HadoopFiles files) {
    Path model = files.path(graph.isEmpty() ? checkpoint : graph);
    Path file = new Path(model.getParent(), ModelLabels.BESIDE);
    return () -> files.isFile(file) ? Optional.of(read(files, file)) : Optional.empty();
  }

  private Dataset<Row> rows(
      SparkSession spark, HadoopFiles files, ModelBytes model, LabelSet set, TtaViews views) {
    Path from = files.path(clips);
    if (table.isEmpty()) {
      Path slowed = slow.isEmpty() ? null : files.path(slow);
      return Predictions.ofFolder(spark, from, slowed, partitions, model, set, views);
    }
    Dataset<Row> given = spark.read().format(table).load(from.toString());
    return Predictions.of(
        partitions == 0 ? given : given.repartition(partitions), model, set, views);
  }
}
