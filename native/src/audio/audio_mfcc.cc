// AUDIO_MFCC: AUDIO_SPECTROGRAM and MFCC without a spectrogram in memory. The vector version is in
// front_end.cc.
#include <vector>

#include "audio/reference.h"
#include "audio/steps.h"
#include "audio/step_tables.h"
#include "audio/work.h"

namespace kws {
namespace {

SpectrumSettings Spectrum(const kws_audio_mfcc_params& p) {
  return ToSpectrum(p.window, p.stride, p.cepstrum.style);
}

}  // namespace

bool AudioMfcc::Validate(const Params& p, StepCheck& check) {
  if (!CheckSpectrum(p.window, p.stride, p.cepstrum.style, check) ||
      !CheckCepstrum(p.cepstrum, check) || !check.Positive("samples", p.samples) ||
      !check.Positive("channels", p.channels)) {
    return false;
  }
  const SpectrumSettings spectrum = Spectrum(p);
  if (!check.Positive("frames", spectrum.Frames(p.samples))) return false;
  const int64_t out = SatProduct({p.channels, spectrum.Frames(p.samples), p.cepstrum.coefficients});
  return check.Needs(kOut, out, sizeof(float)) &&
         check.Needs(kSamples, SatMul(p.samples, p.channels), sizeof(float)) &&
         check.MayHave(kRate, 1, sizeof(int32_t));
}

uint64_t AudioMfcc::TableBytes(const Params& p) {
  const SpectrumSettings spectrum = Spectrum(p);
  return SpectrumTables::Bytes(spectrum) +
         CepstrumTables::Bytes(ToCepstrum(p.cepstrum), spectrum.Bins());
}

std::unique_ptr<StepTables> AudioMfcc::MakeTables(const Params& p) {
  const SpectrumSettings spectrum = Spectrum(p);
  return std::make_unique<FrontEndTables>(
      SpectrumTables(spectrum),
      CepstrumTables(ToCepstrum(p.cepstrum), spectrum.Bins(), p.cepstrum.sample_rate));
}

double AudioMfcc::ExecutedFlops(const Params& p) {
  const SpectrumSettings spectrum = Spectrum(p);
  const double frame =
      SpectrumFlops(spectrum) + CepstrumFlops(ToCepstrum(p.cepstrum), spectrum.Bins());
  return frame * static_cast<double>(spectrum.Frames(p.samples)) * p.channels;
}

int64_t AudioMfcc::Items(const Params& p) {
  return FrameItems(Spectrum(p).Frames(p.samples)) * p.channels;
}

uint64_t AudioMfcc::ScratchBytes(const Params& p) {
  return Work::Bytes(Spectrum(p), p.cepstrum.bands);
}

void AudioMfcc::Reference(const KernelArgs& args, int64_t begin, int64_t end) {
  const auto& p = args.Params<Params>();
  int32_t rate;
  if (!StepRate(args, kRate, p.cepstrum.sample_rate, &rate)) return;
  const SpectrumSettings spectrum = Spectrum(p);
  const CepstrumSettings cepstrum = ToCepstrum(p.cepstrum);
  const int64_t frames = spectrum.Frames(p.samples);
  std::vector<float> power(spectrum.Bins());
  ForItems(frames, begin, end, [&](int64_t channel, int64_t first, int64_t last) {
    for (int64_t frame = first; frame < last; ++frame) {
      ReferenceSpectrogram(spectrum, SpectrumKind::kPower, args[AudioMfcc::kSamples] + channel,
                           p.channels, frame, frame + 1, power.data());
      ReferenceCepstrum(cepstrum, spectrum.Bins(), rate, power.data(),
                        args[AudioMfcc::kOut] + (channel * frames + frame) * cepstrum.coefficients);
    }
  });
}

}  // namespace kws
