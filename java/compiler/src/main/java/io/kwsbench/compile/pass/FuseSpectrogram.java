package io.kwsbench.compile.pass;

import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Uses;
import java.util.List;
import java.util.Optional;

/** A power spectrogram and the MFCCs of it as one step that stores no spectrogram. */
final class FuseSpectrogram implements Rule {
  @Override
  public Optional<Rewrite> match(Op op, Uses uses) {
    if (!(op.kind() instanceof OpKind.Mfcc mfcc)) {
      return Optional.empty();
    }
    return uses.maker(op.in(0), OpKind.Spectrogram.class)
        .filter(spectrogram -> uses.onlyUser(spectrogram.out()).isPresent())
        .filter(spectrogram -> ((OpKind.Spectrogram) spectrogram.kind()).squared())
        .map(
            spectrogram -> {
              OpKind both = new OpKind.AudioMfcc((OpKind.Spectrogram) spectrogram.kind(), mfcc);
              Op fused = spectrogram.fused(both, List.of(spectrogram.in(0), op.in(1)), op);
              return new Rewrite(List.of(fused), List.of(spectrogram));
            });
  }
}
