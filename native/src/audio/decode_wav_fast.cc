// DECODE_WAV where the file has as many channels as are wanted: a vector at a time.
#include <algorithm>
#include <cstring>

#include "audio/decode_wav.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "audio/decode_wav_fast.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

namespace hn = hwy::HWY_NAMESPACE;

// out[i] = in[i] / 32768; `in` may lie at any address.
void ToFloats(const uint8_t* in, int64_t count, float* out) {
  constexpr float kScale = 1.0f / 32768;
  int64_t i = 0;
  if (reinterpret_cast<uintptr_t>(in) % alignof(int16_t) == 0) {
    const auto* pcm = reinterpret_cast<const int16_t*>(in);
    const hn::ScalableTag<float> d;
    const hn::RebindToSigned<decltype(d)> di32;
    const hn::Rebind<int16_t, decltype(d)> di16;
    const auto scale = hn::Set(d, kScale);
    const auto lanes = static_cast<int64_t>(hn::Lanes(d));
    for (; i + lanes <= count; i += lanes) {
      const auto wide = hn::PromoteTo(di32, hn::LoadU(di16, pcm + i));
      hn::StoreU(hn::Mul(hn::ConvertTo(d, wide), scale), d, out + i);
    }
  }
  for (; i < count; ++i) {
    int16_t pcm;
    memcpy(&pcm, in + 2 * i, sizeof(pcm));
    out[i] = pcm * kScale;
  }
}

}  // namespace

void DecodeWavRun(const KernelArgs& args, int64_t, int64_t) {
  WavSamples wav;
  if (!StartDecode(args, &wav)) return;
  const auto& p = args.Params<DecodeWav::Params>();
  if (wav.channels != p.channels) return PlainDecode(wav, p, args[DecodeWav::kSamples]);
  const int64_t count = std::min<int64_t>(wav.frames, p.samples) * p.channels;
  ToFloats(wav.data, count, args[DecodeWav::kSamples]);
  std::fill(args[DecodeWav::kSamples] + count,
            args[DecodeWav::kSamples] + int64_t{p.samples} * p.channels, 0.0f);
}

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {
KWS_EXPORT_KERNEL(DecodeWav)
}  // namespace kws
#endif  // HWY_ONCE
