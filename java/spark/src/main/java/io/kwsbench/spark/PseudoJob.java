package io.kwsbench.spark;

import static org.apache.spark.sql.functions.col;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.Parameters;
import io.kwsbench.KwsException;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.Manifest;
import io.kwsbench.label.PseudoPlan;
import io.kwsbench.label.ThresholdRule;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Makes training material of clips whose labels several models, or one that is sure, give. */
@Parameters(commandDescription = "makes a training folder of agreed or sure labels")
final class PseudoJob implements Job {
  @Parameter(
      names = "--probs",
      description = "memmap of probabilities; needs --names; default: none")
  private String probabilities = "";

  @Parameter(
      names = "--names",
      description = "CSV file whose fname column names the memmap's clips; default: none")
  private String names = "";

  @Parameter(
      names = "--predictions",
      description = "rows that predict wrote, instead of --probs and --names; default: none")
  private String predictions = "";

  @Parameter(
      names = "--threshold",
      description = "minimum probability of a selected clip, from 0 to 1")
  private double threshold = 0.7;

  @Parameter(
      names = "--clips",
      description = "folder of the clips; required unless --dry_run is given")
  private String clips = "";

  @Parameter(names = "--out", required = true, description = "new or empty folder to write")
  private String out;

  @Parameter(
      names = "--manifest",
      description = "CSV file to list the selected clips in; default: OUT.manifest.csv")
  private String manifest = "";

  @Parameter(
      names = "--dry_run",
      description = "only write the manifest and print the counts; needs no clips")
  private boolean dryRun;

  @Parameter(
      names = "--partitions",
      validateValueWith = NotNegative.class,
      description = "number of copying tasks; 0 uses four per core")
  private int partitions;

  @Parameter(description = "submissions that must agree: A.csv B.csv...")
  private List<String> submissions = new ArrayList<>();

  /** The candidates and the selected clips. */
  private record Choice(long considered, Dataset<Row> plan, int silenceGroup) {}

  @Override
  public String name() {
    return "pseudo";
  }

  @Override
  public ExitCode run(SparkSession spark, PrintStream stdout, Consumer<String> complain) {
    HadoopFiles files = new HadoopFiles(spark.sparkContext().hadoopConfiguration());
    if (!dryRun && clips.isEmpty()) {
      throw new ParameterException("--clips is required");
    }
    Path folder = files.path(out);
    Path list =
        manifest.isEmpty()
            ? new Path(folder.getParent(), folder.getName() + ".manifest.csv")
            : files.path(manifest);
    files.requireOther(list, List.of(probabilities, names));
    files.requireOther(list, submissions);
    Choice choice = choice(spark, new IndexedRows(spark, files), files);
    Dataset<Row> plan = choice.plan().cache();
    try {
      return run(spark, files, choice, plan, folder, list, stdout, complain);
    } finally {
      plan.unpersist();
    }
  }

  private ExitCode run(
      SparkSession spark,
      HadoopFiles files,
      Choice choice,
      Dataset<Row> plan,
      Path folder,
      Path list,
      PrintStream stdout,
      Consumer<String> complain) {
    List<String> problems = List.of();
    long written = -1;
    if (!dryRun) {
      int tasks = partitions == 0 ? 4 * spark.sparkContext().defaultParallelism() : partitions;
      TrainingFolder.Result result =
          new TrainingFolder(spark, files, tasks)
              .write(plan, folderOfClips(files), folder, PseudoPlan.SILENCE, choice.silenceGroup());
      problems = result.problems();
      problems.forEach(complain);
      if (result.wrapped() > 0) {
        complain.accept(
            "silence: "
                + result.wrapped()
                + " samples were too loud for 16 bits and wrapped around");
      }
      written = result.files();
    }
    files.write(list, writer -> writeManifest(plan, writer));
    print(choice, plan, written, stdout);
    if (!problems.isEmpty()) {
      complain.accept(problems.size() + " of the clips could not be used");
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.DONE;
  }

  private Path folderOfClips(HadoopFiles files) {
    Path folder = files.path(clips);
    files.requireFolder(folder);
    return folder;
  }

  private Choice choice(SparkSession spark, IndexedRows rows, HadoopFiles files) {
    boolean map = !probabilities.isEmpty() || !names.isEmpty();
    int ways = (map ? 1 : 0) + (predictions.isEmpty() ? 0 : 1) + (submissions.isEmpty() ? 0 : 1);
    if (ways != 1 || map && (probabilities.isEmpty() || names.isEmpty())) {
      throw new ParameterException(
          "pseudo needs either submissions, or --probs and --names, or --predictions");
    }
    ThresholdRule.requireProbability(threshold);
    if (map) {
      return ofMap(rows, files);
    }
    return predictions.isEmpty() ? ofSubmissions(rows, files) : ofPredictions(spark, rows, files);
  }

  private Choice ofMap(IndexedRows rows, HadoopFiles files) {
    Dataset<Row> listed = rows.csv(files.path(names), PseudoLabels.NAME);
    Dataset<Row> map = rows.map(files.path(probabilities));
    long clipsInMap = map.count();
    long named = listed.count();
    if (clipsInMap != named) {
      throw new KwsException(
          probabilities + ": " + clipsInMap + " clips, but " + names + " names " + named);
    }
    Dataset<Row> plan = PseudoLabels.sureOfBytes(listed.join(map, PseudoLabels.ROW), threshold);
    return new Choice(named, plan, ThresholdRule.SILENCE_GROUP);
  }

  private Choice ofPredictions(SparkSession spark, IndexedRows rows, HadoopFiles files) {
    Path folder = files.path(predictions);
    files.requireThere(folder);
    Dataset<Row> sorted =
        spark
            .read()
            .schema(Predictions.SCHEMA)
            .parquet(folder.toString())
            .filter(col(Predictions.PROBABILITIES).isNotNull())
            .select(Predictions.NAME, Predictions.PROBABILITIES)
            .sort(PredictionTable.order());
    Dataset<Row> indexed = rows.indexed(sorted);
    long clipsInTable = indexed.count();
    if (clipsInTable == 0) {
      throw new KwsException(folder + ": has no predictions");
    }
    int classes = indexed.head().getList(2).size();
    LabelSet labels =
        RowLabels.of(spark.read().parquet(folder.toString()).schema())
            .orElseGet(() -> LabelSet.forOutputs(classes));
    Dataset<Row> plan = PseudoLabels.sure(indexed, labels, threshold);
    return new Choice(clipsInTable, plan, ThresholdRule.SILENCE_GROUP);
  }

  private Choice ofSubmissions(IndexedRows rows, HadoopFiles files) {
    if (submissions.size() < 2) {
      throw new ParameterException("one submission always agrees with itself; give several");
    }
    List<Dataset<Row>> tables =
        submissions.stream()
            .map(s -> rows.csv(files.path(s), PseudoLabels.NAME, PseudoLabels.LABEL))
            .toList();
    return new Choice(tables.get(0).count(), PseudoLabels.agreed(tables, submissions), 0);
  }

  private static void writeManifest(Dataset<Row> plan, Writer writer) throws IOException {
    Manifest.writeHeader(writer);
    Iterator<Row> chosen = plan.sort(PseudoLabels.ROW).toLocalIterator();
    while (chosen.hasNext()) {
      Row clip = chosen.next();
      Manifest.writeRow(
          writer,
          new PseudoPlan.Entry(
              clip.getAs(PseudoLabels.NAME),
              clip.getAs(PseudoLabels.LABEL),
              clip.getAs(PseudoLabels.CONFIDENCE)));
    }
  }

  private void print(Choice choice, Dataset<Row> plan, long written, PrintStream stdout) {
    long chosen = 0;
    long silent = 0;
    for (Row row :
        plan.groupBy(PseudoLabels.LABEL).count().sort(PseudoLabels.LABEL).collectAsList()) {
      stdout.println(row.getString(0) + " " + row.getLong(1));
      chosen += row.getLong(1);
      silent += row.getString(0).equals(PseudoPlan.SILENCE) ? row.getLong(1) : 0;
    }
    int group = choice.silenceGroup();
    long planned = group == 0 ? chosen : chosen - silent + silent / group;
    stdout.printf(
        Locale.ROOT,
        "%d of %d clips chosen, %d with a low probability, %d files%s%n",
        chosen,
        choice.considered(),
        group == 0 ? 0 : choice.considered() - chosen,
        dryRun ? planned : written,
        dryRun ? " to be written" : " written");
  }
}
