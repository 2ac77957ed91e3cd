// Windowed real FFT to squared magnitudes, as many frames at once as there are lanes. Included once
// an instruction set.

#if defined(KWS_AUDIO_POWER_BINS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_AUDIO_POWER_BINS_INL_H_
#undef KWS_AUDIO_POWER_BINS_INL_H_
#else
#define KWS_AUDIO_POWER_BINS_INL_H_
#endif

#include <cmath>

#include "audio/fft-inl.h"
#include "audio/lanes-inl.h"
#include "audio/spectrum.h"
#include "audio/work.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace audio {
namespace HWY_NAMESPACE {

using L = FrameLanes;
using C = Complex<L>;

// Sample pair `index` of the frames at `hops`, windowed, as one complex number.
HWY_INLINE C LoadPair(const SpectrumTables& tables, const float* hops, const int32_t* offsets,
                      size_t index) {
  const double* window = tables.half_window.data() + 2 * index;
  return {L::Mul(L::LoadFloats(hops + offsets[2 * index]), L::Set(window[0])),
          L::Mul(L::LoadFloats(hops + offsets[2 * index + 1]), L::Set(window[1]))};
}

// The first pass straight from the samples, for the j whose inputs from kUsed on are padding.
template <int kUsed>
void LoadPass8(const SpectrumTables& tables, const float* hops, const Work& work, size_t begin,
               size_t end) {
  const FftPlan::Pass& pass = tables.fft.passes[0];
  const size_t blocks = pass.points / 8;
  for (size_t j = begin; j < end; ++j) {
    C a[8], y[8];
    HWY_UNROLL(8)
    for (size_t p = 0; p < kUsed; ++p) a[p] = LoadPair(tables, hops, work.offsets, j + p * blocks);
    Dft8<L, kUsed>(a, y);
    StoreBlocks<L, 8>(y, pass.twiddles.data() + 14 * j, work.spectrum + j * 2 * L::kLanes,
                      blocks * 2 * L::kLanes);
  }
}

// Number of complex inputs that are not padding.
inline size_t Pairs(const SpectrumTables& tables) { return tables.half_window.size() / 2; }

inline void LoadFirstPass(const SpectrumTables& tables, const float* hops, const Work& work) {
  const size_t blocks = tables.fft.points / 8;
  const size_t pairs = Pairs(tables);
  // More than half of the inputs are samples: 4 to 8 of each j's.
  const size_t used = pairs / blocks;
  const size_t rest = pairs % blocks;
  const auto load = [&](size_t count, size_t begin, size_t end) {
    switch (count) {
      case 4:
        return LoadPass8<4>(tables, hops, work, begin, end);
      case 5:
        return LoadPass8<5>(tables, hops, work, begin, end);
      case 6:
        return LoadPass8<6>(tables, hops, work, begin, end);
      case 7:
        return LoadPass8<7>(tables, hops, work, begin, end);
      default:
        return LoadPass8<8>(tables, hops, work, begin, end);
    }
  };
  load(used + 1, 0, rest);
  load(used, rest, blocks);
}

// Squared magnitudes of bins `bin` and points - bin out of the complex FFT of sample pairs, where
// they are wanted.
HWY_INLINE void SplitBin(const SpectrumTables& tables, const double* spectrum, int32_t bin,
                         int32_t first, int32_t last, float* out) {
  const int32_t points = tables.fft.points;
  const int32_t mirror = points - bin;
  const bool low = bin >= first && bin <= last;
  const bool high = mirror >= first && mirror <= last;
  if (!low && !high) return;
  const int32_t* position = tables.fft.position.data();
  const auto a = C::Load(spectrum + int64_t{position[bin]} * 2 * L::kLanes);
  const auto b = C::Load(spectrum + int64_t{position[mirror & (points - 1)]} * 2 * L::kLanes);
  const C even = {L::Add(a.re, b.re), L::Sub(a.im, b.im)};
  const C odd = {L::Add(a.im, b.im), L::Sub(b.re, a.re)};
  const C turned = odd.Times(tables.split.data() + 2 * bin);
  if (low) {
    const auto x = even + turned;
    L::StoreFloats(L::MulAdd(x.re, x.re, L::Mul(x.im, x.im)), out + (bin - first) * L::kLanes);
  }
  if (high) {
    const auto x = even - turned;
    L::StoreFloats(L::MulAdd(x.re, x.re, L::Mul(x.im, x.im)), out + (mirror - first) * L::kLanes);
  }
}

// Squared magnitudes of bins first ... last of as many frames as there are lanes.
inline void PowerBins(const SpectrumTables& tables, const float* hops, const Work& work,
                      int32_t first, int32_t last) {
  const FftPlan& fft = tables.fft;
  const int32_t half = fft.points / 2;
  if (fft.points < 8) {
    for (size_t i = 0; i < static_cast<size_t>(fft.points); ++i) {
      double* out = work.spectrum + i * 2 * L::kLanes;
      if (i < Pairs(tables)) {
        LoadPair(tables, hops, work.offsets, i).Store(out);
      } else {
        C{L::Set(0), L::Set(0)}.Store(out);
      }
    }
    FftBlock<L>(fft, 0, work.spectrum);
    for (int32_t bin = 0; bin <= half; ++bin)
      SplitBin(tables, work.spectrum, bin, first, last, work.bins);
    return;
  }
  LoadFirstPass(tables, hops, work);
  const size_t block = static_cast<size_t>(fft.points / 8) * 2 * L::kLanes;
  // Bins q and 8 - q mod 8 mirror each other: two blocks hold all that they need, while they are in
  // the nearest cache.
  for (int32_t q = 0; q <= 4; ++q) {
    const int32_t other = (8 - q) % 8;
    FftBlock<L>(fft, 1, work.spectrum + q * block);
    if (other != q) FftBlock<L>(fft, 1, work.spectrum + other * block);
    for (int32_t bin = q; bin <= half; bin += 8)
      SplitBin(tables, work.spectrum, bin, first, last, work.bins);
    if (other == q) continue;
    for (int32_t bin = other; bin <= half; bin += 8)
      SplitBin(tables, work.spectrum, bin, first, last, work.bins);
  }
}

inline void SquareRoots(float* values, int64_t count) {
#if HWY_HAVE_FLOAT64
  const hn::ScalableTag<float> d;
  constexpr int64_t kStep = hn::MaxLanes(hn::ScalableTag<float>());
  for (int64_t i = 0; i < count; i += kStep)
    hn::Store(hn::Sqrt(hn::Load(d, values + i)), d, values + i);
#else
  // The vectors of 32-bit ARM only estimate roots.
  for (int64_t i = 0; i < count; ++i) values[i] = std::sqrt(values[i]);
#endif
}

}  // namespace HWY_NAMESPACE
}  // namespace audio
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif  // KWS_AUDIO_POWER_BINS_INL_H_
