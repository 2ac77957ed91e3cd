#include "audio/steps.h"

#include <cmath>

namespace kws {

SpectrumSettings ToSpectrum(int32_t window, int32_t stride, int32_t style) {
  SpectrumSettings settings;
  settings.window = window;
  settings.stride = stride;
  settings.shape = style == KWS_CONTRIB_SIGNAL ? SpectrumSettings::Window::kContribHann
                                               : SpectrumSettings::Window::kPeriodicHann;
  return settings;
}

CepstrumSettings ToCepstrum(const kws_cepstrum& params) {
  CepstrumSettings settings;
  settings.style = params.style == KWS_CONTRIB_SIGNAL ? CepstrumSettings::Style::kContribSignal
                                                      : CepstrumSettings::Style::kAudioOps;
  settings.lower_hertz = params.lower_hertz;
  settings.upper_hertz = params.upper_hertz;
  settings.bands = params.bands;
  settings.coefficients = params.coefficients;
  return settings;
}

bool CheckSpectrum(int32_t window, int32_t stride, int32_t style, StepCheck& check) {
  return check.Range("window", window, 2, SpectrumSettings::kMaxWindow) &&
         check.Range("stride", stride, 1, SpectrumSettings::kMaxWindow) &&
         check.Range("style", style, KWS_AUDIO_OPS, KWS_CONTRIB_SIGNAL);
}

bool CheckCepstrum(const kws_cepstrum& params, StepCheck& check) {
  if (!check.Range("style", params.style, KWS_AUDIO_OPS, KWS_CONTRIB_SIGNAL) ||
      !check.Positive("sample_rate", params.sample_rate) ||
      !check.Range("bands", params.bands, 1, CepstrumSettings::kMaxBands) ||
      !check.Range("coefficients", params.coefficients, 1, params.bands)) {
    return false;
  }
  if (!std::isfinite(params.upper_hertz) || !(params.lower_hertz >= 0) ||
      !(params.upper_hertz > params.lower_hertz)) {
    return check.Fail("mel filters from %g to %g Hz", params.lower_hertz, params.upper_hertz);
  }
  return true;
}

bool StepRate(const KernelArgs& args, Operand<const int32_t> operand, int32_t expected,
              int32_t* rate) {
  const int32_t* given = args[operand];
  *rate = given != nullptr ? *given : expected;
  if (*rate > 0) return true;
  args.error->Set("MFCC at a sample rate of %d Hz", *rate);
  return false;
}

}  // namespace kws
