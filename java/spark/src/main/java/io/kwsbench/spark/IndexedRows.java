package io.kwsbench.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.monotonically_increasing_id;

import io.kwsbench.KwsException;
import io.kwsbench.label.ProbabilityMap;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Files whose rows mean something by their position, as data sets with the position in column
 * {@code row}. Of a folder of files, the rows of one follow those of another in name order.
 */
final class IndexedRows {
  static final String ROW = "row";
  static final String BYTES = "bytes";
  private static final String FILE = "file";
  private static final String POSITION = "position";

  private final SparkSession spark;
  private final HadoopFiles files;

  IndexedRows(SparkSession spark, HadoopFiles files) {
    this.spark = spark;
    this.files = files;
  }

  /**
   * Some columns of a CSV file with a header, as text.
   *
   * @throws KwsException when it is missing or lacks a column
   */
  Dataset<Row> csv(Path path, String... columns) {
    files.requireThere(path);
    Dataset<Row> read =
        spark
            .read()
            .option("header", true)
            .option("escape", "\"")
            // a name may hold a line break, in quotes
            .option("multiLine", true)
            .option("mode", "FAILFAST")
            .csv(path.toString());
    List<String> present = Arrays.asList(read.columns());
    for (String column : columns) {
      if (!present.contains(column)) {
        throw new KwsException(path + ": has no column " + column);
      }
    }
    Column[] chosen = new Column[columns.length + 2];
    chosen[0] = col("_metadata.file_path").as(FILE);
    chosen[1] = monotonically_increasing_id().as(POSITION);
    for (int i = 0; i < columns.length; i++) {
      chosen[i + 2] = col(columns[i]);
    }
    Dataset<Row> rows = read.select(chosen).sort(FILE, POSITION).drop(FILE, POSITION);
    return indexed(rows);
  }

  /** A data set with the position before its columns. */
  Dataset<Row> indexed(Dataset<Row> rows) {
    StructType schema = new StructType().add(ROW, DataTypes.LongType, false);
    for (StructField column : rows.schema().fields()) {
      schema = schema.add(column);
    }
    int width = schema.size() - 1;
    JavaRDD<Row> numbered =
        rows.javaRDD()
            .zipWithIndex()
            .map(
                row -> {
                  Object[] values = new Object[width + 1];
                  values[0] = row._2();
                  for (int i = 0; i < width; i++) {
                    values[i + 1] = row._1().get(i);
                  }
                  return RowFactory.create(values);
                });
    return spark.createDataFrame(numbered, schema);
  }

  /**
   * A {@link io.kwsbench.label.ProbabilityMap} with twelve bytes per clip.
   *
   * @throws KwsException when it is missing or has no whole number of clips
   */
  Dataset<Row> map(Path path) {
    long length = files.requireThere(path);
    if (length % ProbabilityMap.CLASSES != 0) {
      throw new KwsException(
          path
              + ": "
              + length
              + " bytes are no probability map: not a multiple of "
              + ProbabilityMap.CLASSES);
    }
    JavaRDD<Row> clips =
        JavaSparkContext.fromSparkContext(spark.sparkContext())
            .binaryRecords(path.toString(), ProbabilityMap.CLASSES)
            .zipWithIndex()
            .map(clip -> RowFactory.create(clip._2(), clip._1()));
    StructType schema =
        new StructType()
            .add(ROW, DataTypes.LongType, false)
            .add(BYTES, DataTypes.BinaryType, false);
    return spark.createDataFrame(clips, schema);
  }
}
