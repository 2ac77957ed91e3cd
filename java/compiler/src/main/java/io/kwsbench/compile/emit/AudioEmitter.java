package io.kwsbench.compile.emit;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.natives.AudioStyle;
import io.kwsbench.plan.Operand;
import io.kwsbench.plan.kernel.AudioMfcc;
import io.kwsbench.plan.kernel.AudioSpectrogram;
import io.kwsbench.plan.kernel.Cepstrum;
import io.kwsbench.plan.kernel.DecodeWav;
import io.kwsbench.plan.kernel.Mfcc;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;

/** Steps of the audio front end. */
final class AudioEmitter {
  private final Emitter out;

  AudioEmitter(Emitter out) {
    this.out = out;
  }

  /** Writes the step of an audio operation; false for others. */
  boolean emit(Op op) {
    if (op.kind() instanceof OpKind.DecodeWav wav) {
      DecodeWav params =
          new DecodeWav(
              wav.samples(),
              wav.channels(),
              wav.exactSamples(),
              wav.exactChannels(),
              (int) Storage.STRING_BYTES - Long.BYTES);
      Operand rate = out.operand(op.outputs().get(1));
      out.step(op, params, out.operand(op.out()), rate, out.operand(op.in(0)));
    } else if (op.kind() instanceof OpKind.Spectrogram s) {
      AudioSpectrogram params =
          new AudioSpectrogram(
              op.in(0).dim(0),
              op.in(0).dim(1),
              s.window(),
              s.stride(),
              AudioStyle.AUDIO_OPS,
              s.squared());
      out.step(op, params, out.operand(op.out()), out.operand(op.in(0)));
    } else if (op.kind() instanceof OpKind.Mfcc m) {
      Tensor spectrogram = op.in(0);
      int rows = spectrogram.dim(0) * spectrogram.dim(1);
      Mfcc params = new Mfcc(rows, spectrogram.dim(2), cepstrum(m));
      out.step(op, params, out.operand(op.out()), out.operand(spectrogram), out.operand(op.in(1)));
    } else if (op.kind() instanceof OpKind.AudioMfcc both) {
      OpKind.Spectrogram s = both.spectrogram();
      AudioMfcc params =
          new AudioMfcc(
              op.in(0).dim(0), op.in(0).dim(1), s.window(), s.stride(), cepstrum(both.mfcc()));
      out.step(op, params, out.operand(op.out()), out.operand(op.in(0)), out.operand(op.in(1)));
    } else {
      return false;
    }
    return true;
  }

  private static Cepstrum cepstrum(OpKind.Mfcc m) {
    return new Cepstrum(
        AudioStyle.AUDIO_OPS,
        // tables for another rate are made when it comes
        KeywordClip.SAMPLE_RATE,
        m.lower(),
        m.upper(),
        m.channels(),
        m.coefficients());
  }
}
