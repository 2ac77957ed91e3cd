package io.kwsbench.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.row_number;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Writes planned pseudo labels as a folder that training reads, on any Hadoop path: {@link
 * io.kwsbench.label.PseudoFolder} over a cluster. The folder appears whole: it is filled under
 * another name and renamed.
 */
final class TrainingFolder {
  private static final String RANK = "rank";
  private static final String PROBLEM = "problem";
  private static final String NUMBER = "number";

  /** The result for a clip or file: a number (rate, wrapped samples), or a problem. */
  private static final StructType OUTCOME =
      new StructType()
          .add(PseudoLabels.ROW, DataTypes.LongType, false)
          .add(PseudoLabels.NAME, DataTypes.StringType)
          .add(NUMBER, DataTypes.LongType)
          .add(PROBLEM, DataTypes.StringType);

  private final JavaSparkContext context;
  private final SparkSession spark;
  private final HadoopFiles files;
  private final int tasks;

  TrainingFolder(SparkSession spark, HadoopFiles files, int tasks) {
    this.spark = spark;
    this.context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    this.files = files;
    this.tasks = tasks;
  }

  /** The written files, and one line per skipped clip. */
  record Result(long files, long wrapped, List<String> problems) {}

  private interface Work extends Serializable {
    long apply(Row row) throws IOException;
  }

  /**
   * Copies the clips of a plan.
   *
   * @param plan has the columns of {@link PseudoLabels#SCHEMA}
   * @param group how many clips of the label {@code silence} are joined; 0 leaves them clips
   * @throws KwsException when the folder is there already or cannot be written
   */
  Result write(Dataset<Row> plan, Path clips, Path folder, String silence, int group) {
    files.requireNew(folder);
    Path filling = new Path(folder.getParent(), "." + folder.getName() + "." + UUID.randomUUID());
    try {
      FileSystem system = files.system(folder);
      system.mkdirs(new Path(filling, FolderTask.ATTEMPTS));
      try {
        FolderTask task =
            new FolderTask(
                clips.toString(),
                filling.toString(),
                context.broadcast(new SerializableConfiguration(context.hadoopConfiguration())));
        Result result = fill(plan, task, silence, group);
        system.delete(new Path(filling, FolderTask.ATTEMPTS), true);
        if (!system.rename(filling, folder)) {
          throw new KwsException(folder + ": cannot be written: the filled folder's rename failed");
        }
        return result;
      } finally {
        system.delete(filling, true);
      }
    } catch (IOException e) {
      throw new KwsException(folder + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private Result fill(Dataset<Row> plan, FolderTask task, String silence, int group) {
    List<String> problems = new ArrayList<>();
    boolean joins = group > 0;
    Dataset<Row> copied = joins ? plan.filter(col(PseudoLabels.LABEL).notEqual(silence)) : plan;
    long written = place(copied, task, problems);
    long wrapped = 0;
    if (joins) {
      Dataset<Row> silent = plan.filter(col(PseudoLabels.LABEL).equalTo(silence));
      List<List<String>> groups = groups(silent, task, group, problems);
      wrapped = join(groups, task);
      written += groups.size();
    }
    return new Result(written, wrapped, problems);
  }

  private long place(Dataset<Row> plan, FolderTask task, List<String> problems) {
    var sameFile =
        Window.partitionBy(PseudoLabels.LABEL, PseudoLabels.NAME).orderBy(PseudoLabels.ROW);
    Dataset<Row> ranked = plan.withColumn(RANK, row_number().over(sameFile)).repartition(tasks);
    Dataset<Row> outcome =
        each(
            ranked,
            row -> {
              String name = row.getAs(PseudoLabels.NAME);
              if (row.<Integer>getAs(RANK) > 1) {
                throw new KwsException(task.source(name) + ": is listed twice");
              }
              task.place(name, row.getAs(PseudoLabels.LABEL));
              return 1;
            });
    long written = 0;
    for (Row row : outcome.groupBy(PROBLEM).count().collectAsList()) {
      if (row.isNullAt(0)) {
        written = row.getLong(1);
      } else {
        problems.add(row.getString(0));
      }
    }
    return written;
  }

  private List<List<String>> groups(
      Dataset<Row> silent, FolderTask task, int size, List<String> problems) {
    SilenceGroups groups = new SilenceGroups(size);
    Dataset<Row> probed =
        each(silent.repartition(tasks), row -> task.probe(row.getAs(PseudoLabels.NAME)));
    Iterator<Row> clips = probed.sort(PseudoLabels.ROW).toLocalIterator();
    while (clips.hasNext()) {
      Row clip = clips.next();
      String name = clip.getAs(PseudoLabels.NAME);
      String problem = clip.getAs(PROBLEM);
      if (problem == null) {
        groups.add(name, task.source(name), Math.toIntExact(clip.getAs(NUMBER)));
      } else {
        groups.skip(problem);
      }
    }
    problems.addAll(groups.problems());
    return groups.groups();
  }

  private long join(List<List<String>> groups, FolderTask task) {
    if (groups.isEmpty()) {
      return 0;
    }
    return context
        .parallelize(groups, Math.min(tasks, groups.size()))
        .zipWithIndex()
        .map(group -> task.join(Math.toIntExact(group._2() + 1), group._1()))
        .reduce(Long::sum);
  }

  /** A clip that cannot be used is a row with its problem; anything else ends the task. */
  private static Dataset<Row> each(Dataset<Row> rows, Work work) {
    MapFunction<Row, Row> function =
        row -> {
          Object index = row.getAs(PseudoLabels.ROW);
          Object name = row.getAs(PseudoLabels.NAME);
          try {
            return RowFactory.create(index, name, work.apply(row), null);
          } catch (KwsException e) {
            return RowFactory.create(index, name, null, e.getMessage());
          }
        };
    return rows.map(function, Encoders.row(OUTCOME));
  }
}
