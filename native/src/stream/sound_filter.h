// The polyphase windowed-sinc filter between two sample rates: io.kwsbench.audio.Resampler's.
#ifndef KWS_STREAM_SOUND_FILTER_H_
#define KWS_STREAM_SOUND_FILTER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace kws {

class SoundFilter {
 public:
  // False with a message if no filter of reasonable size serves.
  bool Design(int64_t from, int64_t to, std::string* error);

  // The number of input frames on each side that determine an output frame.
  int64_t half() const { return half_; }
  // Every down() input frames become up() output frames.
  int64_t up() const { return up_; }
  int64_t down() const { return down_; }

  uint64_t bytes() const { return weights_.size() * sizeof(float); }

  // The number of output frames of a recording.
  int64_t FramesOf(int64_t frames) const;

  // One output sample. frames: how many of the samples are sound. center: the input frame at its
  // place, or before that. phase: how far beyond, in frames times up().
  float Sample(const float* samples, int64_t frames, int64_t center, int64_t phase) const;

 private:
  int64_t up_ = 1;
  int64_t down_ = 1;
  int64_t half_ = 0;
  std::vector<float> weights_;  // [up][2 half + 1]
};

}  // namespace kws

#endif  // KWS_STREAM_SOUND_FILTER_H_
