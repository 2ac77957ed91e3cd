// The passes of an FFT over vectors whose lanes are frames: no shuffles, every butterfly does all
// frames at once. Included once an instruction set.

#if defined(KWS_AUDIO_FFT_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_AUDIO_FFT_INL_H_
#undef KWS_AUDIO_FFT_INL_H_
#else
#define KWS_AUDIO_FFT_INL_H_
#endif

#include "audio/fft_plan.h"
#include "audio/lanes-inl.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace audio {
namespace HWY_NAMESPACE {

// One complex number a lane. In memory: the real parts of all lanes, then the imaginary ones.
template <class L>
struct Complex {
  using V = typename L::V;
  using T = typename L::T;
  V re;
  V im;

  static HWY_INLINE Complex Load(const T* p) { return {L::Load(p), L::Load(p + L::kLanes)}; }
  HWY_INLINE void Store(T* p) const {
    L::Store(re, p);
    L::Store(im, p + L::kLanes);
  }
  HWY_INLINE Complex operator+(Complex b) const { return {L::Add(re, b.re), L::Add(im, b.im)}; }
  HWY_INLINE Complex operator-(Complex b) const { return {L::Sub(re, b.re), L::Sub(im, b.im)}; }
  // a - i b and a + i b
  HWY_INLINE Complex SubI(Complex b) const { return {L::Add(re, b.im), L::Sub(im, b.re)}; }
  HWY_INLINE Complex AddI(Complex b) const { return {L::Sub(re, b.im), L::Add(im, b.re)}; }
  // Times the factor (w[0], w[1]), the same for all lanes.
  HWY_INLINE Complex Times(const double* w) const {
    const V c = L::Set(w[0]);
    const V s = L::Set(w[1]);
    return {L::NegMulAdd(im, s, L::Mul(re, c)), L::MulAdd(im, c, L::Mul(re, s))};
  }
};

// The sums of a 4-point DFT in order of bins.
template <class L>
HWY_INLINE void Dft4(const Complex<L> a[4], Complex<L> y[4]) {
  const Complex<L> even = a[0] + a[2], even_diff = a[0] - a[2];
  const Complex<L> odd = a[1] + a[3], odd_diff = a[1] - a[3];
  y[0] = even + odd;
  y[1] = even_diff.SubI(odd_diff);
  y[2] = even - odd;
  y[3] = even_diff.AddI(odd_diff);
}

// An 8-point DFT whose inputs from kUsed on are zero.
template <class L, int kUsed = 8>
HWY_INLINE void Dft8(const Complex<L> a[8], Complex<L> y[8]) {
  using C = Complex<L>;
  C sum[4], diff[4];
  HWY_UNROLL(4)
  for (int i = 0; i < 4; ++i) {
    sum[i] = i + 4 < kUsed ? a[i] + a[i + 4] : a[i];
    diff[i] = i + 4 < kUsed ? a[i] - a[i + 4] : a[i];
  }
  C even[4], odd[4];
  Dft4<L>(sum, even);
  // The differences times e^(-i pi/4), -i and e^(-3 i pi/4), the middle one within the sums.
  const auto half = L::Set(0.70710678118654752440), minus_half = L::Set(-0.70710678118654752440);
  const C d1 = {L::Mul(half, L::Add(diff[1].re, diff[1].im)),
                L::Mul(half, L::Sub(diff[1].im, diff[1].re))};
  const C d3 = {L::Mul(half, L::Sub(diff[3].im, diff[3].re)),
                L::Mul(minus_half, L::Add(diff[3].re, diff[3].im))};
  const C u = diff[0].SubI(diff[2]), v = diff[0].AddI(diff[2]);
  const C s = d1 + d3, t = d1 - d3;
  odd[0] = u + s;
  odd[1] = v.SubI(t);
  odd[2] = u - s;
  odd[3] = v.AddI(t);
  HWY_UNROLL(4)
  for (int i = 0; i < 4; ++i) {
    y[2 * i] = even[i];
    y[2 * i + 1] = odd[i];
  }
}

// y[q] times its twiddle factor to block q.
template <class L, int kRadix>
HWY_INLINE void StoreBlocks(const Complex<L> y[kRadix], const double* twiddles, typename L::T* out,
                            size_t block) {
  y[0].Store(out);
  HWY_UNROLL(8)
  for (int q = 1; q < kRadix; ++q) y[q].Times(twiddles + 2 * (q - 1)).Store(out + q * block);
}

template <class L>
void Pass8(const FftPlan::Pass& pass, typename L::T* data) {
  const size_t blocks = pass.points / 8;
  const size_t block = blocks * 2 * L::kLanes;
  const double* twiddles = pass.twiddles.data();
  for (size_t j = 0; j < blocks; ++j, data += 2 * L::kLanes, twiddles += 14) {
    Complex<L> a[8], y[8];
    HWY_UNROLL(8)
    for (int p = 0; p < 8; ++p) a[p] = Complex<L>::Load(data + p * block);
    Dft8<L>(a, y);
    StoreBlocks<L, 8>(y, twiddles, data, block);
  }
}

// The last pass of 8 points: no twiddle factors.
template <class L>
HWY_INLINE void Last8(typename L::T* data) {
  Complex<L> a[8], y[8];
  HWY_UNROLL(8)
  for (int p = 0; p < 8; ++p) a[p] = Complex<L>::Load(data + p * 2 * L::kLanes);
  Dft8<L>(a, y);
  HWY_UNROLL(8)
  for (int q = 0; q < 8; ++q) y[q].Store(data + q * 2 * L::kLanes);
}

template <class L>
HWY_INLINE void Last4(typename L::T* data) {
  Complex<L> a[4], y[4];
  HWY_UNROLL(4)
  for (int p = 0; p < 4; ++p) a[p] = Complex<L>::Load(data + p * 2 * L::kLanes);
  Dft4<L>(a, y);
  HWY_UNROLL(4)
  for (int q = 0; q < 4; ++q) y[q].Store(data + q * 2 * L::kLanes);
}

template <class L>
HWY_INLINE void Last2(typename L::T* data) {
  const auto a = Complex<L>::Load(data), b = Complex<L>::Load(data + 2 * L::kLanes);
  (a + b).Store(data);
  (a - b).Store(data + 2 * L::kLanes);
}

// In place, passes `first` ... of the plan over one block; bins come out digit-reversed.
template <class L>
void FftBlock(const FftPlan& plan, size_t first, typename L::T* data) {
  if (first == plan.passes.size()) return;
  const FftPlan::Pass& pass = plan.passes[first];
  if (pass.points == 8) {
    Last8<L>(data);
  } else if (pass.points == 4) {
    Last4<L>(data);
  } else if (pass.points == 2) {
    Last2<L>(data);
  } else {
    Pass8<L>(pass, data);
    const size_t block = static_cast<size_t>(pass.points / 8) * 2 * L::kLanes;
    for (size_t q = 0; q < 8; ++q) FftBlock<L>(plan, first + 1, data + q * block);
  }
}

}  // namespace HWY_NAMESPACE
}  // namespace audio
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif  // KWS_AUDIO_FFT_INL_H_
