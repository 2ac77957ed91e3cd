#include "stream/sample_history.h"

#include <algorithm>

namespace kws {
namespace {

// A window is moved to the front once in so many samples.
constexpr int64_t kRoom = 4096;

}  // namespace

SampleHistory::SampleHistory(int64_t window, int64_t hop)
    : window_(window), hop_(hop), samples_(static_cast<size_t>(window + kRoom)) {}

size_t SampleHistory::Put(const float* samples, size_t count) {
  const auto given = static_cast<int64_t>(std::min<size_t>(count, INT32_MAX));
  const int64_t end = base_ + filled_;
  if (end < next_) {  // between two windows that lie apart
    const int64_t skipped = std::min(given, next_ - end);
    base_ = end + skipped;
    filled_ = 0;
    return static_cast<size_t>(skipped);
  }
  if (static_cast<size_t>(filled_) == samples_.size()) {
    const int64_t past = next_ - base_;
    std::copy(samples_.begin() + past, samples_.end(), samples_.begin());
    base_ = next_;
    filled_ -= past;
  }
  const int64_t room = static_cast<int64_t>(samples_.size()) - filled_;
  const int64_t taken = std::min({given, room, next_ + window_ - base_ - filled_});
  std::copy(samples, samples + taken, samples_.begin() + filled_);
  filled_ += taken;
  return static_cast<size_t>(taken);
}

}  // namespace kws
