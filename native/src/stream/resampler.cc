#include "stream/resampler.h"

#include <algorithm>

#include "core/pcm.h"

namespace kws {
namespace {

constexpr size_t kBlock = 512;
constexpr float kFullScale = 32768;

float ToFloat(float sample) { return sample; }
float ToFloat(int16_t sample) { return static_cast<float>(sample) / kFullScale; }

}  // namespace

bool Resampler::Open(int64_t from, int channels, int64_t to, SampleSink* sink, std::string* error) {
  filters_ = from != to;
  if (filters_) {
    if (!filter_.Design(from, to, error)) return false;
    history_.resize(static_cast<size_t>(2 * filter_.half() + 1) + kBlock);
  }
  sink_ = sink;
  channels_ = static_cast<size_t>(channels);
  made_.resize(kBlock);
  return true;
}

bool Resampler::Accept(const float* samples, size_t count) {
  return filters_ || channels_ > 1 ? TakeAll(samples, count) : sink_->Take(samples, count);
}

bool Resampler::Accept(const int16_t* samples, size_t count) {
  if (filters_ || channels_ > 1) return TakeAll(samples, count);
  for (size_t i = 0; i < count; i += kBlock) {
    const size_t block = std::min(kBlock, count - i);
    PcmToFloat(samples + i, block, kFullScale, made_.data());
    if (!sink_->Take(made_.data(), block)) return false;
  }
  return true;
}

template <class Sample>
bool Resampler::TakeAll(const Sample* samples, size_t count) {
  // a piece may begin with the rest of a frame
  const size_t skipped = channel_ == 0 ? 0 : channels_ - channel_;
  for (size_t i = skipped; i < count; i += channels_) {
    if (!Take(ToFloat(samples[i]))) return false;
  }
  channel_ = (channel_ + count % channels_) % channels_;
  return Flush();
}

bool Resampler::Take(float sample) {
  ++frames_;
  if (!filters_) return Make(sample);
  if (static_cast<size_t>(filled_) == history_.size()) MakeRoom();
  history_[static_cast<size_t>(filled_++)] = sample;
  while (center_ + filter_.half() < filled_) {
    if (!Next()) return false;
  }
  return true;
}

// Drops what no coming sample needs.
void Resampler::MakeRoom() {
  const int64_t first = std::min(filled_, std::max<int64_t>(0, center_ - filter_.half()));
  std::copy(history_.begin() + first, history_.begin() + filled_, history_.begin());
  filled_ -= first;
  center_ -= first;
}

bool Resampler::Next() {
  const float sample = filter_.Sample(history_.data(), filled_, center_, phase_);
  const int64_t beyond = phase_ + filter_.down();
  center_ += beyond / filter_.up();
  phase_ = beyond % filter_.up();
  return Make(sample);
}

bool Resampler::Make(float sample) {
  made_[pending_++] = sample;
  ++done_;
  return pending_ < kBlock || Flush();
}

bool Resampler::Flush() {
  const size_t count = pending_;
  pending_ = 0;
  return count == 0 || sink_->Take(made_.data(), count);
}

bool Resampler::Finish() {
  const int64_t all = filters_ ? filter_.FramesOf(frames_) : done_;
  while (done_ < all) {
    if (!Next()) return false;
  }
  const bool taken = Flush();
  Reset();
  return taken;
}

void Resampler::Reset() {
  channel_ = 0;
  filled_ = 0;
  center_ = 0;
  phase_ = 0;
  frames_ = 0;
  done_ = 0;
  pending_ = 0;
}

}  // namespace kws
