// AUDIO_SPECTROGRAM: TensorFlow's AudioSpectrogram (core/kernels/spectrogram.cc). The vector
// version is in front_end.cc.
#include "audio/reference.h"
#include "audio/steps.h"
#include "audio/step_tables.h"
#include "audio/work.h"

namespace kws {
namespace {

SpectrumSettings Settings(const kws_audio_spectrogram_params& p) {
  return ToSpectrum(p.window, p.stride, p.style);
}

}  // namespace

bool AudioSpectrogram::Validate(const Params& p, StepCheck& check) {
  if (!CheckSpectrum(p.window, p.stride, p.style, check) || !check.Positive("samples", p.samples) ||
      !check.Positive("channels", p.channels) ||
      !check.Range("magnitude_squared", p.magnitude_squared, 0, 1)) {
    return false;
  }
  const SpectrumSettings settings = Settings(p);
  if (!check.Positive("frames", settings.Frames(p.samples))) return false;
  const int64_t out = SatProduct({p.channels, settings.Frames(p.samples), settings.Bins()});
  return check.Needs(kOut, out, sizeof(float)) &&
         check.Needs(kSamples, SatMul(p.samples, p.channels), sizeof(float));
}

uint64_t AudioSpectrogram::TableBytes(const Params& p) {
  return SpectrumTables::Bytes(Settings(p));
}

std::unique_ptr<StepTables> AudioSpectrogram::MakeTables(const Params& p) {
  return std::make_unique<FrontEndTables>(SpectrumTables(Settings(p)), std::nullopt);
}

double AudioSpectrogram::ExecutedFlops(const Params& p) {
  const SpectrumSettings settings = Settings(p);
  return SpectrumFlops(settings) * static_cast<double>(settings.Frames(p.samples)) * p.channels;
}

int64_t AudioSpectrogram::Items(const Params& p) {
  return FrameItems(Settings(p).Frames(p.samples)) * p.channels;
}

uint64_t AudioSpectrogram::ScratchBytes(const Params& p) { return Work::Bytes(Settings(p), 0); }

void AudioSpectrogram::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<Params>();
  const SpectrumSettings settings = Settings(p);
  const auto kind = p.magnitude_squared != 0 ? SpectrumKind::kPower : SpectrumKind::kMagnitude;
  const int64_t frames = settings.Frames(p.samples);
  ForItems(frames, begin, end, [&](int64_t channel, int64_t first, int64_t last) {
    ReferenceSpectrogram(
        settings, kind, args[AudioSpectrogram::kSamples] + channel, p.channels, first, last,
        args[AudioSpectrogram::kOut] + (channel * frames + first) * settings.Bins());
  });
}

}  // namespace kws
