#include "stream/energy_gate.h"

#include <algorithm>
#include <cmath>

namespace kws {
namespace {

constexpr int64_t kFramesPerSecond = 50;
constexpr double kOpens = 8;        // 9 dB above the floor
constexpr double kCloses = 4;       // 6 dB
constexpr double kRise = 1.0139;    // of the floor, from frame to frame: 3 dB per second
constexpr double kQuietest = 1e-7;  // mean square: -70 dB

}  // namespace

EnergyGate::EnergyGate(int64_t sample_rate)
    : frame_(std::max<int64_t>(1, sample_rate / kFramesPerSecond)),
      quietest_(kQuietest * static_cast<double>(frame_)),
      learning_(sample_rate) {
  Reset();
}

void EnergyGate::Accept(const float* samples, size_t count) {
  for (size_t i = 0; i < count; ++i) {
    const auto sample = static_cast<double>(samples[i]);
    energy_ += sample * sample;
    ++end_;
    if (++in_frame_ == frame_) EndFrame();
  }
}

void EnergyGate::EndFrame() {
  const bool unheard = std::isnan(energy_);  // the model is to say so; the floor stays
  if (!unheard) {
    const double lowest = floor_ == 0 ? energy_ : std::min(energy_, floor_ * kRise);
    floor_ = std::max(quietest_, lowest);
  }
  active_ = unheard || energy_ > (active_ ? kCloses : kOpens) * floor_ || end_ <= learning_;
  if (active_) active_end_ = end_;
  energy_ = 0;
  in_frame_ = 0;
}

void EnergyGate::Reset() {
  end_ = 0;
  in_frame_ = 0;
  energy_ = 0;
  floor_ = 0;
  active_ = false;
  active_end_ = 0;
}

}  // namespace kws
