package io.kwsbench.natives;

import io.kwsbench.nativelib.KwsNative;

/** Whose features a front end computes, {@code kws_audio_style}. */
public enum AudioStyle implements Numbered {
  /** TensorFlow's AudioSpectrogram and Mfcc ops. */
  AUDIO_OPS(KwsNative.KWS_AUDIO_OPS),
  /** {@code tf.contrib.signal} of TensorFlow 1.4. */
  CONTRIB_SIGNAL(KwsNative.KWS_CONTRIB_SIGNAL);

  private final int number;

  AudioStyle(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }
}
