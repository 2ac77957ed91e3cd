// Framing, window and FFT: settings and tables of the one spectrogram of the project.
#ifndef KWS_AUDIO_SPECTRUM_H_
#define KWS_AUDIO_SPECTRUM_H_

#include <cstdint>
#include <tuple>
#include <vector>

#include "audio/fft_plan.h"

namespace kws {

// Frame f holds samples f * stride ... f * stride + window - 1, padded with zeros to the next power
// of two; only whole frames count.
struct SpectrumSettings {
  enum class Window {
    kPeriodicHann,  // TensorFlow's AudioSpectrogram
    kContribHann,   // tf.contrib.signal: float arithmetic, and symmetric if the length is odd
  };

  int32_t window = 0;  // samples, 2 ... kMaxWindow
  int32_t stride = 0;  // samples, 1 ... kMaxWindow
  Window shape = Window::kPeriodicHann;

  static constexpr int32_t kMaxWindow = 1 << 16;

  int32_t FftLength() const;
  int32_t Bins() const { return FftLength() / 2 + 1; }
  int64_t Frames(int64_t samples) const {
    return samples < window ? 0 : 1 + (samples - window) / stride;
  }
  bool operator==(const SpectrumSettings& other) const {
    return window == other.window && stride == other.stride && shape == other.shape;
  }
};

// What a spectrogram holds: squared magnitudes or magnitudes.
enum class SpectrumKind { kPower, kMagnitude };

// Immutable.
struct SpectrumTables {
  SpectrumSettings settings;
  FftPlan fft;  // of half the length: two samples make one complex number
  std::vector<double>
      half_window;  // halved, which undoes the doubling of the split; one zero more if odd
  std::vector<double> split;  // e^(-2 pi i k / length) for k <= length / 4: re, im

  explicit SpectrumTables(const SpectrumSettings& settings);

  // At most: 8 for the window, 4 for the split and 10 for the FFT's factors and positions, a
  // sample.
  static uint64_t Bytes(const SpectrumSettings& settings) {
    return 24 * uint64_t(settings.FftLength());
  }
};

// Nominal floating-point operations of a frame's magnitudes: window, 2.5 n log2 n for a real FFT, 4
// a bin.
double SpectrumFlops(const SpectrumSettings& settings);

}  // namespace kws

#endif  // KWS_AUDIO_SPECTRUM_H_
