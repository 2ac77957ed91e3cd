package io.kwsbench.usage;

import com.beust.jcommander.ParameterException;
import io.kwsbench.label.TtaView;
import java.util.List;

/** The TTA views of {@code --tta}, {@code --views} and {@code --speed_tta}. */
public final class ChosenViews {
  private ChosenViews() {}

  /**
   * @param tta whether the original's views are wanted
   * @param views others, or empty
   * @param slowed whether there are slowed copies of the clips
   * @throws ParameterException when the flags contradict each other
   * @throws io.kwsbench.KwsException when the text is no list of views
   */
  public static List<TtaView> of(boolean tta, String views, boolean slowed) {
    if (!views.isEmpty()) {
      if (tta) {
        throw new ParameterException("--tta and --views exclude each other");
      }
      return TtaView.parseAll(views);
    }
    if (slowed && !tta) {
      throw new ParameterException("--speed_tta goes with --tta or --views");
    }
    return slowed ? TtaView.SIX : tta ? TtaView.THREE : List.of(TtaView.AS_IS);
  }
}
