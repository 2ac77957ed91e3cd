// Tells background from everything else, by its energy: io.kwsbench.audio.EnergyGate, to the bit.
#ifndef KWS_STREAM_ENERGY_GATE_H_
#define KWS_STREAM_ENERGY_GATE_H_

#include <cstddef>
#include <cstdint>

namespace kws {

class EnergyGate {
 public:
  explicit EnergyGate(int64_t sample_rate);

  void Accept(const float* samples, size_t count);
  // Whether the window from sample `first` to the last one accepted holds anything but background.
  bool IsOpen(int64_t first) const { return active_end_ > first; }
  void Reset();

 private:
  void EndFrame();

  int64_t frame_;
  double quietest_;  // the floor of the floor
  int64_t learning_;
  int64_t end_ = 0;  // samples so far
  int64_t in_frame_ = 0;
  double energy_ = 0;
  double floor_ = 0;
  bool active_ = false;
  int64_t active_end_ = 0;
};

}  // namespace kws

#endif  // KWS_STREAM_ENERGY_GATE_H_
