// The samples that coming windows need, in a line: what the next window has of them, and after.
#ifndef KWS_STREAM_SAMPLE_HISTORY_H_
#define KWS_STREAM_SAMPLE_HISTORY_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace kws {

class SampleHistory {
 public:
  // Windows of so many samples, so many apart; both positive.
  SampleHistory(int64_t window, int64_t hop);

  // Takes samples, but none beyond the next window, and returns how many.
  size_t Put(const float* samples, size_t count);
  // Whether the next window is all there.
  bool complete() const { return base_ + filled_ >= next_ + window_; }
  // The next window, if it is complete.
  const float* window() const { return samples_.data() + (next_ - base_); }
  // Its first sample, counted from the start of the stream.
  int64_t first() const { return next_; }
  // Passes on to the window after the next.
  void Advance() { next_ += hop_; }
  uint64_t bytes() const { return samples_.size() * sizeof(float); }
  void Reset() { base_ = filled_ = next_ = 0; }

 private:
  int64_t window_;
  int64_t hop_;
  std::vector<float> samples_;
  int64_t base_ = 0;
  int64_t filled_ = 0;
  int64_t next_ = 0;
};

}  // namespace kws

#endif  // KWS_STREAM_SAMPLE_HISTORY_H_
