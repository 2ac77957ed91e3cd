#include "audio/spectrum.h"

#include <cmath>

namespace kws {
namespace {

double HannAt(SpectrumSettings::Window shape, int32_t i, int32_t window) {
  if (shape == SpectrumSettings::Window::kPeriodicHann)
    return 0.5 - 0.5 * std::cos(2 * M_PI * i / window);
  const float last = static_cast<float>(window % 2 == 0 ? window : window - 1);
  const float angle = static_cast<float>(2 * M_PI) * static_cast<float>(i) / last;
  return 0.5f - 0.5f * static_cast<float>(std::cos(static_cast<double>(angle)));
}

}  // namespace

int32_t SpectrumSettings::FftLength() const {
  int32_t length = 2;
  while (length < window) length *= 2;
  return length;
}

SpectrumTables::SpectrumTables(const SpectrumSettings& s)
    : settings(s), fft(FftPlan::Make(s.FftLength() / 2)) {
  for (int32_t i = 0; i < s.window; ++i) half_window.push_back(0.5 * HannAt(s.shape, i, s.window));
  if (s.window % 2 != 0) half_window.push_back(0.0);
  const int32_t length = s.FftLength();
  for (int32_t k = 0; k <= length / 4; ++k) {
    split.push_back(std::cos(2 * M_PI * k / length));
    split.push_back(-std::sin(2 * M_PI * k / length));
  }
}

double SpectrumFlops(const SpectrumSettings& s) {
  const double n = s.FftLength();
  return s.window + 2.5 * n * std::log2(n) + 4 * s.Bins();
}

}  // namespace kws
