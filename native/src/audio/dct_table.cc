#include "audio/dct_table.h"

#include <cmath>
#include <complex>

namespace kws {
namespace {

// Float arithmetic, every operation rounded on its own: double holds products and sums of floats
// exactly enough that rounding them once more gives the float result.
float Times(float a, float b) { return static_cast<float>(static_cast<double>(a) * b); }
float Plus(float a, float b) { return static_cast<float>(static_cast<double>(a) + b); }
float Over(float a, float b) { return static_cast<float>(static_cast<double>(a) / b); }

struct FloatComplex {
  float re, im;
};

FloatComplex Multiply(FloatComplex a, FloatComplex b) {
  return {Plus(Times(a.re, b.re), -Times(a.im, b.im)), Plus(Times(a.re, b.im), Times(a.im, b.re))};
}

// Smith's division, as compilers of the time gave it.
FloatComplex Divide(FloatComplex a, FloatComplex b) {
  if (std::fabs(b.re) < std::fabs(b.im)) {
    const float ratio = Over(b.re, b.im);
    const float divisor = Plus(Times(b.re, ratio), b.im);
    return {Over(Plus(Times(a.re, ratio), a.im), divisor),
            Over(Plus(Times(a.im, ratio), -a.re), divisor)};
  }
  const float ratio = Over(b.im, b.re);
  const float divisor = Plus(Times(b.im, ratio), b.re);
  return {Over(Plus(Times(a.im, ratio), a.re), divisor),
          Over(Plus(a.im, -Times(a.re, ratio)), divisor)};
}

// e^(i pi k^2 / points) for k < points by t[k] = t[k-1]^2 / t[k-2] * t[1]^2: Eigen 3.3,
// TensorFFT.h.
std::vector<std::complex<double>> DriftingChirp(int32_t points) {
  const float step = static_cast<float>(M_PI / points);
  const FloatComplex base = {std::cos(step), std::sin(step)};
  const FloatComplex base_squared = Multiply(base, base);
  std::vector<FloatComplex> chirp = {{1.0f, 0.0f}, base};
  for (int32_t k = 2; k < points; ++k) {
    const FloatComplex last = chirp[k - 1];
    chirp.push_back(Multiply(Divide(Multiply(last, last), chirp[k - 2]), base_squared));
  }
  std::vector<std::complex<double>> exact;
  for (const FloatComplex& c : chirp) exact.emplace_back(c.re, c.im);
  return exact;
}

}  // namespace

std::vector<double> AudioOpsDct(int32_t bands, int32_t coefficients) {
  const double scale = std::sqrt(2.0 / bands);
  std::vector<double> dct;
  dct.reserve(static_cast<size_t>(bands) * coefficients);
  for (int32_t i = 0; i < coefficients; ++i) {
    for (int32_t j = 0; j < bands; ++j)
      dct.push_back(scale * std::cos(i * M_PI / bands * (j + 0.5)));
  }
  return dct;
}

std::vector<double> ContribSignalDct(int32_t bands, int32_t coefficients) {
  if ((bands & (bands - 1)) == 0) return AudioOpsDct(bands, coefficients);
  const auto chirp = DriftingChirp(2 * bands);
  const double scale = 2.0 / std::sqrt(2.0 * bands);
  std::vector<double> dct;
  dct.reserve(static_cast<size_t>(bands) * coefficients);
  for (int32_t i = 0; i < coefficients; ++i) {
    const auto shift = std::polar(1.0, -M_PI * i / (2.0 * bands)) * std::conj(chirp[i]);
    for (int32_t j = 0; j < bands; ++j) {
      dct.push_back(scale * (shift * std::conj(chirp[j]) * chirp[std::abs(i - j)]).real());
    }
  }
  return dct;
}

}  // namespace kws
