// The signal transposed so that one sample of many frames is one vector. Included once an
// instruction set.

#if defined(KWS_AUDIO_HOPS_INL_H_) == defined(HWY_TARGET_TOGGLE)
#ifdef KWS_AUDIO_HOPS_INL_H_
#undef KWS_AUDIO_HOPS_INL_H_
#else
#define KWS_AUDIO_HOPS_INL_H_
#endif

#include <string.h>

#include "audio/lanes-inl.h"
#include "audio/work.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace audio {
namespace HWY_NAMESPACE {

// Four hops at `row` to the columns at `out`, samples begin ... stride - 1 of them.
inline void TransposeRest(const float* row, int64_t stride, int64_t begin, int64_t pitch,
                          float* out) {
  for (int64_t j = begin; j < stride; ++j) {
    for (int64_t hop = 0; hop < 4; ++hop) out[j * pitch + hop] = row[hop * stride + j];
  }
}

// Hops 0 ... hops - 1, a multiple of four, of one channel: block by block of samples, so that a row
// of the result is written while it is in the nearest cache.
inline void TransposeHops(const float* in, int64_t stride, int64_t hops, int64_t pitch,
                          float* out) {
  const hn::ScalableTag<float> d;
  constexpr int64_t kStep = hn::MaxLanes(hn::ScalableTag<float>());
  HWY_ALIGN float quads[4 * kStep];
  int64_t j = 0;
  for (; j + kStep <= stride; j += kStep) {
    for (int64_t hop = 0; hop < hops; hop += 4) {
      const float* p = in + hop * stride + j;
      hn::StoreInterleaved4(hn::LoadU(d, p), hn::LoadU(d, p + stride), hn::LoadU(d, p + 2 * stride),
                            hn::LoadU(d, p + 3 * stride), d, quads);
      float* to = out + j * pitch + hop;
      for (int64_t i = 0; i < kStep; ++i) memcpy(to + i * pitch, quads + 4 * i, 4 * sizeof(float));
    }
  }
  for (int64_t hop = 0; hop < hops; hop += 4)
    TransposeRest(in + hop * stride, stride, j, pitch, out + hop);
}

// Transposes the hops under frames begin ... end - 1.
inline void Transpose(const SpectrumSettings& s, const float* samples, int64_t channels,
                      int64_t begin, int64_t end, const Work& work) {
  const float* in = samples + begin * s.stride * channels;
  const int64_t count = (end - 1 - begin) * s.stride + s.window;
  const int64_t hops = channels == 1 ? count / s.stride / 4 * 4 : 0;
  TransposeHops(in, s.stride, hops, work.pitch, work.hops);
  int64_t hop = hops, j = 0;
  for (int64_t i = hops * s.stride; i < count; ++i) {
    work.hops[j * work.pitch + hop] = in[i * channels];
    if (++j == s.stride) {
      j = 0;
      ++hop;
    }
  }
}

inline void FillOffsets(const SpectrumSettings& s, const Work& work) {
  int32_t row = 0, hop = 0;
  for (int32_t i = 0; i < s.window; ++i) {
    work.offsets[i] = static_cast<int32_t>(row * work.pitch + hop);
    if (++row == s.stride) {
      row = 0;
      ++hop;
    }
  }
  if (s.window % 2 != 0) work.offsets[s.window] = static_cast<int32_t>(s.stride * work.pitch);
  memset(work.hops + s.stride * work.pitch, 0, work.pitch * sizeof(float));
}

}  // namespace HWY_NAMESPACE
}  // namespace audio
}  // namespace kws
HWY_AFTER_NAMESPACE();

#endif  // KWS_AUDIO_HOPS_INL_H_
