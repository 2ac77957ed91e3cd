// Tables of a complex FFT: twiddle factors by pass, and where each bin ends up.
#ifndef KWS_AUDIO_FFT_PLAN_H_
#define KWS_AUDIO_FFT_PLAN_H_

#include <stdint.h>

#include <vector>

namespace kws {

// A decimation-in-frequency FFT of 2^k points as a row of passes of radix 8, at most one of them of
// radix 4 or 2. Each pass splits a block into `radix` blocks that are transformed on their own, so
// that a transform works depth first on blocks that fit the nearest cache; bin k comes out at
// position[k] (its digits reversed).
struct FftPlan {
  struct Pass {
    int32_t radix;
    int32_t points;  // of the block that it splits
    // e^(-2 pi i j q / points) for j < points / radix, q = 1 ... radix - 1: re, im, next to each
    // other
    std::vector<double> twiddles;
  };

  int32_t points = 0;
  std::vector<Pass> passes;
  std::vector<int32_t> position;

  // `points` must be a power of two.
  static FftPlan Make(int32_t points);
};

}  // namespace kws

#endif  // KWS_AUDIO_FFT_PLAN_H_
