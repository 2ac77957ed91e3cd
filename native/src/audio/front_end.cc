// The audio steps over frames as lanes: transpose the signal, window and FFT, magnitudes, mel,
// logarithm, DCT.
#include "audio/front_end.h"

#include <algorithm>
#include <vector>

#include "audio/reference.h"
#include "audio/steps.h"
#include "audio/step_tables.h"
#include "audio/work.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "audio/front_end.cc"
#include "hwy/foreach_target.h"
#include "hwy/highway.h"

#include "audio/hops-inl.h"
#include "audio/mel_cepstrum-inl.h"
#include "audio/power_bins-inl.h"
#include "core/dispatch.h"

HWY_BEFORE_NAMESPACE();
namespace kws {
namespace HWY_NAMESPACE {
namespace {

namespace simd = audio::HWY_NAMESPACE;
constexpr int64_t kLanes = simd::FrameLanes::kLanes;

// Calls group(hops, frames, row) for every group of as many frames as there are lanes.
template <class Group>
void ForGroups(const SpectrumSettings& settings, const float* samples, int64_t channels,
               int64_t begin, int64_t end, const Work& work, const Group& group) {
  simd::FillOffsets(settings, work);
  for (int64_t chunk = begin; chunk < end; chunk += Work::kChunk) {
    const int64_t chunk_end = std::min(end, chunk + Work::kChunk);
    simd::Transpose(settings, samples, channels, chunk, chunk_end, work);
    for (int64_t frame = chunk; frame < chunk_end; frame += kLanes) {
      group(work.hops + (frame - chunk), std::min(kLanes, chunk_end - frame), frame - begin);
    }
  }
}

void Spectrogram(const SpectrumTables& tables, SpectrumKind kind, const float* samples,
                 int64_t channels, int64_t begin, int64_t end, float* out, void* block) {
  const Work work(tables.settings, 0, block);
  const int32_t bins = tables.settings.Bins();
  ForGroups(tables.settings, samples, channels, begin, end, work,
            [&](const float* hops, int64_t frames, int64_t row) {
              simd::PowerBins(tables, hops, work, 0, bins - 1);
              if (kind == SpectrumKind::kMagnitude) simd::SquareRoots(work.bins, bins * kLanes);
              simd::StoreFrames(work.bins, bins, frames, out + row * bins);
            });
}

void WaveCepstrum(const SpectrumTables& tables, const CepstrumTables& cepstrum,
                  const float* samples, int64_t channels, int64_t begin, int64_t end, float* out,
                  void* block) {
  const int64_t coefficients = cepstrum.settings.coefficients;
  const MelTable& mel = cepstrum.mel;
  if (mel.blind) {
    std::fill(out, out + (end - begin) * coefficients, 0.0f);
    return;
  }
  const Work work(tables.settings, cepstrum.settings.bands, block);
  ForGroups(tables.settings, samples, channels, begin, end, work,
            [&](const float* hops, int64_t frames, int64_t row) {
              simd::PowerBins(tables, hops, work, mel.first_bin, mel.last_bin);
              simd::SquareRoots(work.bins, mel.Bins() * kLanes);
              simd::Cepstrum(cepstrum, work, frames, out + row * coefficients);
            });
}

// Rows begin ... end - 1 of a power spectrogram.
void PowerCepstrum(const CepstrumTables& cepstrum, const float* power, int64_t begin, int64_t end,
                   float* out, void* block) {
  const int64_t coefficients = cepstrum.settings.coefficients;
  const MelTable& mel = cepstrum.mel;
  if (mel.blind) {
    std::fill(out, out + (end - begin) * coefficients, 0.0f);
    return;
  }
  const Work work(cepstrum.bins, cepstrum.settings.bands, block);
  for (int64_t row = begin; row < end; row += kLanes) {
    const int64_t rows = std::min(kLanes, end - row);
    for (int64_t lane = 0; lane < kLanes; ++lane) {
      // Lanes without a row repeat the last one.
      const float* in = power + (row + std::min(lane, rows - 1)) * cepstrum.bins + mel.first_bin;
      for (int64_t i = 0; i < mel.Bins(); ++i) work.bins[i * kLanes + lane] = in[i];
    }
    simd::SquareRoots(work.bins, mel.Bins() * kLanes);
    simd::Cepstrum(cepstrum, work, rows, out + (row - begin) * coefficients);
  }
}

}  // namespace

void AudioSpectrogramRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<AudioSpectrogram::Params>();
  const SpectrumTables& tables = FrontEndState::Of(args).spectrum();
  const SpectrumSettings& settings = tables.settings;
  const auto kind = p.magnitude_squared != 0 ? SpectrumKind::kPower : SpectrumKind::kMagnitude;
  const int64_t frames = settings.Frames(p.samples);
  ForItems(frames, begin, end, [&](int64_t channel, int64_t first, int64_t last) {
    Spectrogram(tables, kind, args[AudioSpectrogram::kSamples] + channel, p.channels, first, last,
                args[AudioSpectrogram::kOut] + (channel * frames + first) * settings.Bins(),
                args.scratch);
  });
}

void MfccRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<Mfcc::Params>();
  const CepstrumTables& cepstrum = FrontEndState::Of(args).cepstrum();
  ForItems(p.rows, begin, end, [&](int64_t, int64_t first, int64_t last) {
    PowerCepstrum(cepstrum, args[Mfcc::kSpectrogram], first, last,
                  args[Mfcc::kOut] + first * p.cepstrum.coefficients, args.scratch);
  });
}

void AudioMfccRun(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<AudioMfcc::Params>();
  const SpectrumTables& tables = FrontEndState::Of(args).spectrum();
  const CepstrumTables& cepstrum = FrontEndState::Of(args).cepstrum();
  const int64_t frames = tables.settings.Frames(p.samples);
  ForItems(frames, begin, end, [&](int64_t channel, int64_t first, int64_t last) {
    WaveCepstrum(tables, cepstrum, args[AudioMfcc::kSamples] + channel, p.channels, first, last,
                 args[AudioMfcc::kOut] + (channel * frames + first) * p.cepstrum.coefficients,
                 args.scratch);
  });
}

FrontEnd MakeFrontEnd() { return {&Spectrogram, &WaveCepstrum}; }

}  // namespace HWY_NAMESPACE
}  // namespace kws
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace kws {

KWS_EXPORT_KERNEL(AudioSpectrogram)
KWS_EXPORT_KERNEL(Mfcc)
KWS_EXPORT_KERNEL(AudioMfcc)

namespace {

FrontEnd ReferenceFrontEnd() {
  return {[](const SpectrumTables& tables, SpectrumKind kind, const float* samples,
             int64_t channels, int64_t begin, int64_t end, float* out, void*) {
            ReferenceSpectrogram(tables.settings, kind, samples, channels, begin, end, out);
          },
          [](const SpectrumTables& tables, const CepstrumTables& cepstrum, const float* samples,
             int64_t channels, int64_t begin, int64_t end, float* out, void*) {
            std::vector<float> power(tables.settings.Bins());
            for (int64_t frame = begin; frame < end;
                 ++frame, out += cepstrum.settings.coefficients) {
              ReferenceSpectrogram(tables.settings, SpectrumKind::kPower, samples, channels, frame,
                                   frame + 1, power.data());
              ReferenceCepstrum(cepstrum.settings, cepstrum.bins, cepstrum.rate, power.data(), out);
            }
          }};
}

}  // namespace

FrontEnd FrontEndFor(int64_t target) {
  return target == 0 ? ReferenceFrontEnd() : KWS_FOR_TARGET(MakeFrontEnd, target)();
}

}  // namespace kws
#endif  // HWY_ONCE
