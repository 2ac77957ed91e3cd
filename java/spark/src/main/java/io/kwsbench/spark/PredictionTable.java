package io.kwsbench.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;

import io.kwsbench.KwsException;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.ResultTable;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Predictions that were written, and what is made of them. */
final class PredictionTable {
  private final Dataset<Row> rows;
  private final LabelSet labels;

  PredictionTable(SparkSession spark, Path folder, LabelSet labels) {
    this.rows = spark.read().schema(Predictions.SCHEMA).parquet(folder.toString());
    this.labels = labels;
  }

  /** The numbers of clips and of unreadable clips. */
  record Counts(long clips, long unreadable) {}

  Counts counts() {
    Row row = rows.agg(count(lit(1)), count(col(Predictions.PROBABILITIES))).head();
    return new Counts(row.getLong(0), row.getLong(0) - row.getLong(1));
  }

  /** Tells, clip by clip in name order, what could not be read or had to be made fit. */
  void notes(Consumer<String> line) {
    Dataset<Row> noted = rows.filter(size(col(Predictions.NOTES)).gt(0));
    Iterator<Row> clips =
        noted.select(Predictions.NAME, Predictions.NOTES).sort(order()).toLocalIterator();
    while (clips.hasNext()) {
      clips.next().<String>getList(1).forEach(line);
    }
  }

  /** Java compares strings by their UTF-16 units, Spark by their UTF-8 bytes. */
  static Column order() {
    return encode(col(Predictions.NAME), "UTF-16BE");
  }

  /**
   * Writes the files of the single machine, byte for byte; each appears whole.
   *
   * @throws KwsException when one cannot be written, or two clips have one name
   */
  List<Path> writeSubmission(HadoopFiles files, Path wanted) {
    Dataset<Row> sorted =
        rows.filter(col(Predictions.PROBABILITIES).isNotNull())
            .select(Predictions.NAME, Predictions.PROBABILITIES)
            .sort(order())
            .cache();
    try {
      List<Path> written = new ArrayList<>();
      for (ResultTable table : ResultTable.values()) {
        Path file = new Path(wanted.getParent(), table.fileName(wanted.getName()));
        files.write(file, out -> write(sorted, table, out));
        written.add(file);
      }
      return written;
    } finally {
      sorted.unpersist();
    }
  }

  private void write(Dataset<Row> sorted, ResultTable table, Writer out) throws IOException {
    table.writeHeader(out, labels);
    String before = null;
    Iterator<Row> clips = sorted.toLocalIterator();
    while (clips.hasNext()) {
      Row clip = clips.next();
      String name = clip.getString(0);
      if (name.equals(before)) {
        throw new KwsException("two clips are called " + name + ": a submission cannot hold both");
      }
      before = name;
      table.writeRow(out, labels, name, probabilities(clip.getList(1)));
    }
  }

  static float[] probabilities(List<Float> values) {
    float[] probabilities = new float[values.size()];
    for (int i = 0; i < probabilities.length; i++) {
      probabilities[i] = values.get(i);
    }
    return probabilities;
  }
}
