// The signal transposed so that one sample of many frames is one vector. Included once an instruction set.

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

// Transposes the hops under frames begin ... end - 1.
void Transpose(const SpectrumSettings& s, const float* samples, int64_t channels, int64_t begin, int64_t end,
               const Work& work) {
  const int64_t first = begin * s.stride;
  const int64_t count = (end - 1 - begin) * s.stride + s.window;
  const int64_t whole = count / s.stride;
  const float* in = samples + first * channels;
  int64_t hop = 0;
  if (channels == 1) {
    const hn::ScalableTag<float> d;
    constexpr int64_t kStep = hn::MaxLanes(hn::ScalableTag<float>());
    HWY_ALIGN float quads[4 * kStep];
    for (; hop + 4 <= whole; hop += 4) {
      const float* row = in + hop * s.stride;
      float* out = work.hops + hop;
      int64_t j = 0;
      for (; j + kStep <= s.stride; j += kStep) {
        const float* p = row + j;
        hn::StoreInterleaved4(hn::LoadU(d, p), hn::LoadU(d, p + s.stride), hn::LoadU(d, p + 2 * s.stride),
                              hn::LoadU(d, p + 3 * s.stride), d, quads);
        for (int64_t i = 0; i < kStep; ++i) memcpy(out + (j + i) * work.pitch, quads + 4 * i, 16);
      }
      for (; j < s.stride; ++j) {
        for (int64_t h = 0; h < 4; ++h) out[j * work.pitch + h] = row[h * s.stride + j];
      }
    }
  }
  for (int64_t i = hop * s.stride; i < count; ++i) {
    work.hops[i % s.stride * work.pitch + i / s.stride] = in[i * channels];
  }
}

void FillOffsets(const SpectrumSettings& s, const Work& work) {
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
