package io.kwsbench.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.kwsbench.KwsException;
import io.kwsbench.label.ClassConversion;
import io.kwsbench.label.LabelSet;
import io.kwsbench.label.PseudoPlan;
import io.kwsbench.label.ThresholdRule;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The rules of {@code io.kwsbench.label}, {@link ThresholdRule} and {@link
 * io.kwsbench.label.AgreementRule}, over data sets: which clips become training material.
 */
public final class PseudoLabels {
  static final String ROW = IndexedRows.ROW;
  static final String NAME = Predictions.NAME;
  static final String LABEL = Predictions.LABEL;
  static final String CONFIDENCE = "confidence";

  /** The columns: the clip's position in the input, its name, label and label's probability. */
  public static final StructType SCHEMA =
      new StructType()
          .add(ROW, DataTypes.LongType, false)
          .add(NAME, DataTypes.StringType, false)
          .add(LABEL, DataTypes.StringType, false)
          .add(CONFIDENCE, DataTypes.FloatType, false);

  private PseudoLabels() {}

  /**
   * Clips whose best class is probable enough.
   *
   * @param clips with the columns {@code row}, {@code fname} and {@code bytes}: twelve of {@link
   *     LabelSet#MAP}
   */
  public static Dataset<Row> sureOfBytes(Dataset<Row> clips, double threshold) {
    FlatMapFunction<Row, Row> choose =
        clip -> chosen(clip, clip.getAs(IndexedRows.BYTES), threshold).iterator();
    return clips.flatMap(choose, Encoders.row(SCHEMA));
  }

  /**
   * Clips whose best class is probable enough, from predictions: of the challenge's classes by the
   * twelve of a map, of others by the probabilities themselves.
   *
   * @param clips with the columns {@code row}, {@code fname} and {@code probabilities}
   * @param labels of the probabilities
   */
  public static Dataset<Row> sure(Dataset<Row> clips, LabelSet labels, double threshold) {
    FlatMapFunction<Row, Row> choose =
        clip -> {
          float[] probabilities =
              PredictionTable.probabilities(
                  clip.getList(clip.fieldIndex(Predictions.PROBABILITIES)));
          labels.requireOutputs(probabilities.length);
          return (labels.challenge()
                  ? chosen(clip, new ClassConversion(labels).convert(probabilities), threshold)
                  : chosen(clip, labels, probabilities, threshold))
              .iterator();
        };
    return clips.flatMap(choose, Encoders.row(SCHEMA));
  }

  private static List<Row> chosen(Row clip, byte[] twelve, double threshold) {
    return row(clip, ThresholdRule.choose(clip.getAs(NAME), twelve, threshold));
  }

  private static List<Row> chosen(
      Row clip, LabelSet labels, float[] probabilities, double threshold) {
    return row(clip, ThresholdRule.choose(clip.getAs(NAME), labels, probabilities, threshold));
  }

  private static List<Row> row(Row clip, Optional<PseudoPlan.Entry> chosen) {
    return chosen
        .map(e -> RowFactory.create(clip.getAs(ROW), e.name(), e.label(), e.confidence()))
        .stream()
        .toList();
  }

  /**
   * Clips that all submissions give the same label.
   *
   * @param submissions each with the columns {@code row}, {@code fname} and {@code label}
   * @param sources what messages call them
   * @throws KwsException when they do not list the same clips in one order
   */
  public static Dataset<Row> agreed(List<Dataset<Row>> submissions, List<String> sources) {
    Dataset<Row> joined = submissions.get(0);
    Column same = lit(true);
    Column agree = lit(true);
    for (int i = 1; i < submissions.size(); i++) {
      Dataset<Row> other =
          submissions.get(i).select(col(ROW), col(NAME).as(NAME + i), col(LABEL).as(LABEL + i));
      joined =
          joined
              .join(other, joined.col(ROW).equalTo(other.col(ROW)), "full_outer")
              .drop(other.col(ROW));
      same = same.and(col(NAME).eqNullSafe(col(NAME + i)));
      agree = agree.and(col(LABEL).equalTo(col(LABEL + i)));
    }
    requireSame(joined, same, sources);
    return joined
        .filter(agree)
        .select(col(ROW), col(NAME), col(LABEL), lit(1f).cast(DataTypes.FloatType).as(CONFIDENCE));
  }

  private static void requireSame(Dataset<Row> joined, Column same, List<String> sources) {
    List<Row> wrong =
        joined.filter(same.and(col(NAME).isNotNull()).equalTo(false)).sort(ROW).takeAsList(1);
    if (wrong.isEmpty()) {
      return;
    }
    Row row = wrong.get(0);
    String name = row.getAs(NAME);
    for (int i = 1; i < sources.size(); i++) {
      String other = row.getAs(NAME + i);
      if (name == null || !name.equals(other)) {
        throw new KwsException(
            String.format(
                "%s: row %s is %s, but %s in %s",
                sources.get(i), number(row), told(other), told(name), sources.get(0)));
      }
    }
  }

  private static String number(Row row) {
    Long index = row.getAs(ROW);
    return index == null ? "past the end" : Long.toString(index + 1);
  }

  private static String told(String name) {
    return name == null ? "missing" : name;
  }
}
