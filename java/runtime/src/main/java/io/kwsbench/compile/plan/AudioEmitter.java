package io.kwsbench.compile.plan;

import io.kwsbench.audio.KeywordClip;
import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Op;
import io.kwsbench.compile.ir.Tensor;

/** Steps of the audio front end. */
final class AudioEmitter {
  private static final int TENSORFLOW_OPS = 0;

  private final Emitter out;

  AudioEmitter(Emitter out) {
    this.out = out;
  }

  /** Writes the step of an audio operation; false for others. */
  boolean emit(Op op) {
    if (op.kind() instanceof Kind.DecodeWav wav) {
      byte[] params =
          Params.of(wav.samples(), wav.channels())
              .flag(wav.exactSamples())
              .flag(wav.exactChannels())
              .ints((int) Storage.STRING_BYTES - 8)
              .toBytes();
      out.step(
          op,
          Kernel.DECODE_WAV,
          params,
          out.operand(op.out()),
          out.operand(op.outputs().get(1)),
          out.operand(op.in(0)));
    } else if (op.kind() instanceof Kind.Spectrogram s) {
      Params params = samples(op.in(0), s);
      params.ints(TENSORFLOW_OPS).flag(s.squared());
      out.step(
          op,
          Kernel.AUDIO_SPECTROGRAM,
          params.toBytes(),
          out.operand(op.out()),
          out.operand(op.in(0)));
    } else if (op.kind() instanceof Kind.Mfcc m) {
      Tensor spectrogram = op.in(0);
      int bins = spectrogram.dim(2);
      Params params = Params.of(spectrogram.dim(0) * spectrogram.dim(1), bins);
      out.step(
          op,
          Kernel.MFCC,
          cepstrum(params, m).toBytes(),
          out.operand(op.out()),
          out.operand(spectrogram),
          out.operand(op.in(1)));
    } else if (op.kind() instanceof Kind.AudioMfcc both) {
      Params params = samples(op.in(0), both.spectrogram());
      out.step(
          op,
          Kernel.AUDIO_MFCC,
          cepstrum(params, both.mfcc()).toBytes(),
          out.operand(op.out()),
          out.operand(op.in(0)),
          out.operand(op.in(1)));
    } else {
      return false;
    }
    return true;
  }

  private static Params samples(Tensor samples, Kind.Spectrogram s) {
    return Params.of(samples.dim(0), samples.dim(1), s.window(), s.stride());
  }

  private static Params cepstrum(Params params, Kind.Mfcc m) {
    return params
        // tables for another rate are made when it comes
        .ints(TENSORFLOW_OPS, KeywordClip.SAMPLE_RATE)
        .floats(m.lower(), m.upper())
        .ints(m.channels(), m.coefficients());
  }
}
