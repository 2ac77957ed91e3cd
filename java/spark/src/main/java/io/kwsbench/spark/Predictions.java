package io.kwsbench.spark;

import io.kwsbench.KwsException;
import io.kwsbench.label.LabelSet;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Probabilities of clips, as a data set that Spark computes lazily.
 *
 * <pre>{@code
 * Dataset<Row> clips = spark.read().format("binaryFile").load("hdfs:///clips/*.wav");
 * ModelBytes model = new ModelBytes(graph, "frozen.pb");
 * Dataset<Row> rows = Predictions.of(clips, model, LabelSet.FROZEN, TtaViews.of(TtaView.THREE));
 * }</pre>
 *
 * <p>The model is broadcast. Rows are those of the single machine, bit for bit, in the input's
 * order: {@code fname}, {@code label}, {@code wanted} (the challenge's label), {@code
 * probabilities} in the order of the labels, and {@code notes}: what had to be done to make the
 * clip fit. Of a clip that cannot be read there are only name and note.
 */
public final class Predictions {
  static final String NAME = "fname";
  static final String LABEL = "label";
  static final String WANTED = "wanted";
  static final String PROBABILITIES = "probabilities";
  static final String NOTES = "notes";

  /** The columns. */
  public static final StructType SCHEMA =
      new StructType()
          .add(NAME, DataTypes.StringType, false)
          .add(LABEL, DataTypes.StringType)
          .add(WANTED, DataTypes.StringType)
          .add(PROBABILITIES, DataTypes.createArrayType(DataTypes.FloatType, false))
          .add(NOTES, DataTypes.createArrayType(DataTypes.StringType, false), false);

  /** Some seconds of work: what is lost with an executor. */
  private static final int CLIPS_A_TASK = 5_000;

  private Predictions() {}

  /**
   * Labels clips that are in a data set.
   *
   * @param clips with the columns {@code path} (string) and {@code content} (binary, the WAV file),
   *     as Spark's {@code binaryFile} has them; {@code slow} (binary) where a fold is slow
   * @param labels of the model's outputs, in their order
   * @throws KwsException when a column is missing
   */
  public static Dataset<Row> of(
      Dataset<Row> clips, ModelBytes model, LabelSet labels, TtaViews views) {
    List<String> columns = Arrays.asList(clips.columns());
    for (String column : new String[] {RowSource.PATH, RowSource.CONTENT, RowSource.SLOW}) {
      if (!columns.contains(column) && (views.needSlow() || !column.equals(RowSource.SLOW))) {
        throw new KwsException("the clips have no column " + column);
      }
    }
    var broadcast = context(clips.sparkSession()).broadcast(model);
    return clips.mapPartitions(
        new Labelling<Row>(broadcast, labels, views, new RowSource()), Encoders.row(SCHEMA));
  }

  /**
   * Labels the clips of a folder, at any depth, in name order; executors read them.
   *
   * @param slowFolder folder with the slowed copies under the same names, or null
   * @param partitions how many tasks; 0 for four a core, or one for 5,000 clips if that is more
   * @throws KwsException when the folder is missing or has no clips
   */
  public static Dataset<Row> ofFolder(
      SparkSession spark,
      Path folder,
      Path slowFolder,
      int partitions,
      ModelBytes model,
      LabelSet labels,
      TtaViews views) {
    if (views.needSlow() && slowFolder == null) {
      throw new KwsException("folds of slowed clips need the folder with the slowed clips");
    }
    JavaSparkContext context = context(spark);
    var configuration = context.hadoopConfiguration();
    HadoopFiles files = new HadoopFiles(configuration);
    List<String> names = files.clips(folder, slowFolder);
    if (slowFolder != null) {
      files.requireFolder(slowFolder);
    }
    int tasks =
        partitions > 0
            ? partitions
            : Math.max(4 * context.defaultParallelism(), names.size() / CLIPS_A_TASK);
    var source =
        new FileSource(
            folder.toString(),
            slowFolder == null ? null : slowFolder.toString(),
            context.broadcast(new SerializableConfiguration(configuration)));
    Dataset<String> clips =
        spark.createDataset(context.parallelize(names, tasks).rdd(), Encoders.STRING());
    return clips.mapPartitions(
        new Labelling<String>(context.broadcast(model), labels, views, source),
        Encoders.row(SCHEMA));
  }

  private static JavaSparkContext context(SparkSession spark) {
    return JavaSparkContext.fromSparkContext(spark.sparkContext());
  }
}
