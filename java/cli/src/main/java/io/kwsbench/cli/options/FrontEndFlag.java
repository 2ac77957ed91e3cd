package io.kwsbench.cli.options;

import com.beust.jcommander.ParameterException;
import io.kwsbench.KwsException;
import io.kwsbench.formats.frontend.FrontEnds;

/** The name, help and check of the flag that puts a front end before a model. */
public final class FrontEndFlag {
  public static final String NAME = "--front_end";

  public static final String DESCRIPTION =
      "front end that computes the features of a model on features: mfcc, log_mel, spectrogram or"
          + " micro, with parameters such as mfcc,window_ms=40,hop_ms=20; none leaves the model as"
          + " it is; default: none, or that of the model's description";

  private FrontEndFlag() {}

  /**
   * @throws ParameterException when the text is no front end, or has no such parameter
   */
  public static void require(String text) {
    if (text.isEmpty()) {
      return;
    }
    try {
      FrontEnds.require(text);
    } catch (KwsException e) {
      throw new ParameterException(NAME + ": " + e.getMessage(), e);
    }
  }
}
