package io.kwsbench.usage;

import com.beust.jcommander.ParameterException;
import io.kwsbench.label.TtaView;
import java.util.List;

/** The TTA views of {@code --tta}, {@code --folds} and {@code --speed_tta}. */
public final class ChosenFolds {
  private ChosenFolds() {}

  /**
   * @param tta whether the original's are wanted
   * @param folds others, or empty
   * @param slowed whether there are slowed copies of the clips
   * @throws ParameterException when the flags contradict each other
   * @throws io.kwsbench.KwsException when the text is no list of folds
   */
  public static List<TtaView> of(boolean tta, String folds, boolean slowed) {
    if (!folds.isEmpty()) {
      if (tta) {
        throw new ParameterException("--tta and --folds exclude each other");
      }
      return TtaView.parseAll(folds);
    }
    if (slowed && !tta) {
      throw new ParameterException("--speed_tta goes with --tta or --folds");
    }
    return slowed ? TtaView.SIX : tta ? TtaView.THREE : List.of(TtaView.AS_IS);
  }
}
