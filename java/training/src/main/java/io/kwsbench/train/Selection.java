package io.kwsbench.train;

import com.fasterxml.jackson.annotation.JsonValue;
import io.kwsbench.train.EpochRecord.Validated;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The figure of the validation set that makes an epoch the best. */
public enum Selection {
  /** The share of clips whose likeliest class is theirs. */
  ACCURACY(Validated::accuracy),
  /** {@link WantedRecall}: what a spotter hears that seldom fires at other sounds. */
  RECALL(Validated::recall);

  private final ToDoubleFunction<Validated> figure;

  Selection(ToDoubleFunction<Validated> figure) {
    this.figure = figure;
  }

  /** The name in settings. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  double of(EpochRecord epoch) {
    return figure.applyAsDouble(epoch.validated());
  }
}
