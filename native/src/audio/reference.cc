#include "audio/reference.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "audio/dct_table.h"
#include "audio/mel_table.h"

namespace kws {
namespace {

double Hann(const SpectrumSettings& s, int32_t i) {
  if (s.shape == SpectrumSettings::Window::kPeriodicHann)
    return 0.5 - 0.5 * std::cos(2 * M_PI * i / s.window);
  // tf.contrib.signal works in float, and its "periodic" window of odd length is the symmetric one.
  const float period = static_cast<float>(s.window % 2 == 0 ? s.window : s.window - 1);
  const float angle = static_cast<float>(2 * M_PI) * static_cast<float>(i) / period;
  return 0.5f - 0.5f * static_cast<float>(std::cos(static_cast<double>(angle)));
}

// Height of the triangle over band - 1, band and band + 1 edges.
double Triangle(double mel, double low, double spacing, int32_t band) {
  const double left = (mel - (low + band * spacing)) / spacing;
  const double right = (low + (band + 2) * spacing - mel) / spacing;
  return std::max(0.0, std::min(left, right));
}

}  // namespace

void ReferenceSpectrogram(const SpectrumSettings& s, SpectrumKind kind, const float* samples,
                          int64_t channels, int64_t begin, int64_t end, float* out) {
  const int64_t length = s.FftLength();
  std::vector<double> cosine(length), sine(length), window(s.window);
  for (int64_t i = 0; i < length; ++i) {
    cosine[i] = std::cos(2 * M_PI * i / length);
    sine[i] = std::sin(2 * M_PI * i / length);
  }
  for (int32_t i = 0; i < s.window; ++i) window[i] = Hann(s, i);
  for (int64_t frame = begin; frame < end; ++frame) {
    for (int64_t bin = 0; bin < s.Bins(); ++bin) {
      double re = 0, im = 0;
      for (int64_t i = 0; i < s.window; ++i) {
        const double x = window[i] * samples[(frame * s.stride + i) * channels];
        re += x * cosine[bin * i % length];
        im -= x * sine[bin * i % length];
      }
      const auto power = static_cast<float>(re * re + im * im);
      *out++ = kind == SpectrumKind::kPower ? power : std::sqrt(power);
    }
  }
}

void ReferenceCepstrum(const CepstrumSettings& s, int32_t bins, double rate, const float* power,
                       float* out) {
  const bool audio_ops = s.style == CepstrumSettings::Style::kAudioOps;
  const double hertz_per_bin = 0.5 * rate / (bins - 1);
  const double low = Mel(s.lower_hertz);
  const double spacing = (Mel(s.upper_hertz) - low) / (s.bands + 1);
  // TensorFlow's Mfcc leaves out the bins next to the limits, and gives zeros if the upper one is
  // above the spectrum.
  const double first = audio_ops ? std::floor(1.5 + s.lower_hertz / hertz_per_bin) : 1;
  const double last = audio_ops ? std::floor(s.upper_hertz / hertz_per_bin) : bins - 1;
  if (last >= bins) {
    std::fill(out, out + s.coefficients, 0.0f);
    return;
  }
  std::vector<double> log_mel;
  for (int32_t band = 0; band < s.bands; ++band) {
    double sum = 0;
    for (int32_t bin = 0; bin < bins; ++bin) {
      if (bin < first || bin > last) continue;
      const double height = Triangle(Mel(bin * hertz_per_bin), low, spacing, band);
      // a NaN outside the triangle does not count, as in TensorFlow's Mfcc
      if (height > 0) sum += height * std::sqrt(static_cast<double>(power[bin]));
    }
    log_mel.push_back(audio_ops ? std::log(sum < 1e-12 ? 1e-12 : sum) : std::log(sum + 1e-6));
  }
  const auto dct =
      audio_ops ? AudioOpsDct(s.bands, s.coefficients) : ContribSignalDct(s.bands, s.coefficients);
  for (int32_t i = 0; i < s.coefficients; ++i) {
    double sum = 0;
    for (int32_t j = 0; j < s.bands; ++j) sum += dct[i * s.bands + j] * log_mel[j];
    out[i] = static_cast<float>(sum);
  }
}

}  // namespace kws
