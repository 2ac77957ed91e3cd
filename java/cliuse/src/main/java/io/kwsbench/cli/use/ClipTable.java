package io.kwsbench.cli.use;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.Printable;
import io.kwsbench.cli.model.ClassNames;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.tensor.Likeliest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.csv.CSVPrinter;

/** The probabilities of clips. */
final class ClipTable implements RunTable {
  private final List<Row> rows = new ArrayList<>();
  private ClassNames labels;

  private record Row(String clip, float[] probabilities) {}

  /** Says what the classes are called, before clips are added. */
  void name(ClassNames classes) {
    labels = classes;
  }

  /**
   * @throws io.kwsbench.KwsException when there are more or fewer labels than probabilities
   */
  void add(String clip, float[] probabilities) {
    labels.of(probabilities.length);
    rows.add(new Row(clip, probabilities));
  }

  @Override
  public void csv(CSVPrinter out) throws IOException {
    List<Object> header = new ArrayList<>(List.of("clip", "label"));
    if (!rows.isEmpty()) {
      labels.of(rows.get(0).probabilities().length).stream()
          .map(Printable::of)
          .forEach(header::add);
    }
    out.printRecord(header);
    for (Row row : rows) {
      List<Object> cells =
          new ArrayList<>(
              List.of(Printable.of(row.clip()), label(row).map(Printable::of).orElse("")));
      for (float p : row.probabilities()) {
        cells.add(RunTable.digits(p));
      }
      out.printRecord(cells);
    }
  }

  @Override
  public void json(ArrayNode out) {
    for (Row row : rows) {
      ObjectNode entry = out.addObject();
      entry.put("clip", row.clip());
      entry.put("label", label(row).orElse(null));
      ObjectNode probabilities = entry.putObject("probabilities");
      List<String> names = labels.of(row.probabilities().length);
      for (int i = 0; i < names.size(); i++) {
        float p = row.probabilities()[i];
        probabilities.put(names.get(i), Float.isFinite(p) ? Float.valueOf(p) : null);
      }
    }
  }

  @Override
  public String text() {
    StringBuilder out = new StringBuilder();
    for (Row row : rows) {
      ClipPrediction heard = labels.heard(row.clip(), row.probabilities());
      out.append(Printable.of(row.clip()))
          .append(heard.top().isEmpty() ? ": NaN, which is no class" : ":");
      for (ClipPrediction.Score score : heard.top()) {
        out.append(
            String.format(
                Locale.ROOT, " %s %.4f", Printable.of(score.label()), score.probability()));
      }
      out.append('\n');
    }
    return out.toString();
  }

  /** The number of outputs with NaN, which name no class. */
  long nameless() {
    return rows.stream().filter(row -> Likeliest.of(row.probabilities()).isEmpty()).count();
  }

  private Optional<String> label(Row row) {
    OptionalInt likeliest = Likeliest.of(row.probabilities());
    return likeliest.isPresent()
        ? Optional.of(labels.of(row.probabilities().length).get(likeliest.getAsInt()))
        : Optional.empty();
  }
}
