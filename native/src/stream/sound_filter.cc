#include "stream/sound_filter.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace kws {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kZeroCrossings = 32;
constexpr double kCutoff = 0.95;
constexpr double kKaiserBeta = 9;
constexpr double kMaxWeights = 8'000'000;
constexpr int64_t kMaxGrowth = 32;

double Sinc(double x) { return x == 0 ? 1 : std::sin(kPi * x) / (kPi * x); }

// Modified Bessel function of the first kind and order zero, by its power series.
double BesselI0(double x) {
  double sum = 1;
  double term = 1;
  for (int k = 1; term > sum * 1e-17; ++k) {
    term *= (x / (2 * k)) * (x / (2 * k));
    sum += term;
  }
  return sum;
}

double Kaiser(double x) {
  return BesselI0(kKaiserBeta * std::sqrt(std::max(0.0, 1 - x * x))) / BesselI0(kKaiserBeta);
}

// Weights of inputs center - half … center + half for an output at center + fraction.
void Weights(double fraction, double cutoff, int64_t half, float* weights) {
  std::vector<double> exact(static_cast<size_t>(2 * half + 1));
  double total = 0;
  for (size_t i = 0; i < exact.size(); ++i) {
    const double distance = static_cast<double>(static_cast<int64_t>(i) - half) - fraction;
    exact[i] = Sinc(cutoff * distance) * Kaiser(distance / (static_cast<double>(half) + 1.0));
    total += exact[i];
  }
  for (size_t i = 0; i < exact.size(); ++i) weights[i] = static_cast<float>(exact[i] / total);
}

}  // namespace

bool SoundFilter::Design(int64_t from, int64_t to, std::string* error) {
  const auto fail = [&](const char* why) {
    *error =
        "cannot resample from " + std::to_string(from) + " to " + std::to_string(to) + " Hz" + why;
    return false;
  };
  if (from <= 0 || to <= 0) return fail("");
  if (to / kMaxGrowth > from) return fail(": the sample rate is too low for sound");
  const int64_t divisor = std::gcd(from, to);
  up_ = to / divisor;
  down_ = from / divisor;
  const double cutoff =
      kCutoff * std::min(1.0, static_cast<double>(to) / static_cast<double>(from));
  const double reach = std::ceil(kZeroCrossings / cutoff);
  if (static_cast<double>(up_) * (2 * reach + 1) > kMaxWeights) {
    return fail(": no simple ratio between them");
  }
  half_ = static_cast<int64_t>(reach);
  const int64_t taps = 2 * half_ + 1;
  weights_.resize(static_cast<size_t>(up_ * taps));
  for (int64_t phase = 0; phase < up_; ++phase) {
    Weights(static_cast<double>(phase) / static_cast<double>(up_), cutoff, half_,
            weights_.data() + phase * taps);
  }
  return true;
}

int64_t SoundFilter::FramesOf(int64_t frames) const {
  const double exact =
      static_cast<double>(frames) * static_cast<double>(up_) / static_cast<double>(down_);
  const double whole = std::floor(exact);
  return static_cast<int64_t>(whole) + (exact - whole >= 0.5 ? 1 : 0);
}

float SoundFilter::Sample(const float* samples, int64_t frames, int64_t center,
                          int64_t phase) const {
  const int64_t first = std::max<int64_t>(0, center - half_);
  const int64_t last = std::min(frames - 1, center + half_);
  const float* weights = weights_.data() + phase * (2 * half_ + 1) + half_ - center;
  double sum = 0;
  for (int64_t i = first; i <= last; ++i)
    sum += static_cast<double>(weights[i]) * static_cast<double>(samples[i]);
  return static_cast<float>(sum);
}

}  // namespace kws
