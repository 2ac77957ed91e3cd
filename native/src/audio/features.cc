#include "audio/features.h"

#include "audio/steps.h"
#include "audio/work.h"

namespace kws {
namespace {

bool Check(const kws_features_settings& s, StepCheck& check) {
  return check.Range("kind", s.kind, KWS_POWER, KWS_CEPSTRUM) &&
         check.Positive("samples", s.samples) &&
         CheckSpectrum(s.window, s.stride, s.cepstrum.style, check) &&
         (s.kind != KWS_CEPSTRUM || CheckCepstrum(s.cepstrum, check));
}

}  // namespace

std::unique_ptr<Features> Features::Make(const kws_features_settings& settings, const Isa& isa,
                                         std::string* error) {
  StepCheck check(nullptr, 0);
  if (!Check(settings, check)) {
    *error = std::string("features: ") + check.message();
    return nullptr;
  }
  std::unique_ptr<Features> features(new Features(settings, isa));
  const int32_t bands = settings.kind == KWS_CEPSTRUM ? settings.cepstrum.bands : 0;
  if (!features->block_.Allocate(Work::Bytes(features->spectrum_.settings, bands))) {
    *error = "features: no memory for a window of " + std::to_string(settings.window);
    return nullptr;
  }
  return features;
}

Features::Features(const kws_features_settings& s, const Isa& isa)
    : settings_(s),
      front_end_(FrontEndFor(isa.target)),
      spectrum_(ToSpectrum(s.window, s.stride, s.cepstrum.style)) {
  const int32_t bins = spectrum_.settings.Bins();
  frames_ = static_cast<int32_t>(spectrum_.settings.Frames(s.samples));
  columns_ = s.kind == KWS_CEPSTRUM ? s.cepstrum.coefficients : bins;
  if (s.kind == KWS_CEPSTRUM)
    cepstrum_.emplace(ToCepstrum(s.cepstrum), bins, s.cepstrum.sample_rate);
}

void Features::Run(const float* in, int64_t clips, float* out) {
  if (frames_ == 0) return;
  const auto kind = settings_.kind == KWS_POWER ? SpectrumKind::kPower : SpectrumKind::kMagnitude;
  for (int64_t clip = 0; clip < clips; ++clip) {
    if (cepstrum_) {
      front_end_.wave_cepstrum(spectrum_, *cepstrum_, in, 1, 0, frames_, out, block_.data());
    } else {
      front_end_.spectrogram(spectrum_, kind, in, 1, 0, frames_, out, block_.data());
    }
    in += settings_.samples;
    out += int64_t{frames_} * columns_;
  }
}

}  // namespace kws
