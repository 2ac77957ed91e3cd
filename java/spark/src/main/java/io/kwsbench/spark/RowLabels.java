package io.kwsbench.spark;

import static org.apache.spark.sql.functions.col;

import io.kwsbench.label.LabelSet;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructType;

/** The names of the classes, kept with the column of their probabilities. */
final class RowLabels {
  private static final String LABELS = "labels";

  private RowLabels() {}

  /** The same rows with the names of their classes. */
  static Dataset<Row> named(Dataset<Row> rows, LabelSet labels) {
    Metadata metadata =
        new MetadataBuilder().putStringArray(LABELS, labels.names().toArray(String[]::new)).build();
    String column = Predictions.PROBABILITIES;
    return rows.withColumn(column, col(column).as(column, metadata));
  }

  /** The class names in existing rows; empty if older rows have none. */
  static Optional<LabelSet> of(StructType schema) {
    if (!List.of(schema.fieldNames()).contains(Predictions.PROBABILITIES)) {
      return Optional.empty();
    }
    Metadata metadata = schema.apply(Predictions.PROBABILITIES).metadata();
    return metadata.contains(LABELS)
        ? Optional.of(new LabelSet(List.of(metadata.getStringArray(LABELS))))
        : Optional.empty();
  }
}
