// Brings sound that comes piece by piece to one channel and another rate, as
// io.kwsbench.audio.StreamingResampler does, to the bit. Of several channels it keeps the first. A
// piece may end within a frame. Allocates nothing after Open.
#ifndef KWS_STREAM_RESAMPLER_H_
#define KWS_STREAM_RESAMPLER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "stream/sound_filter.h"

namespace kws {

// Takes samples of one channel at the wanted rate. False ends the piece: what is left of it is
// lost.
class SampleSink {
 public:
  virtual bool Take(const float* samples, size_t count) = 0;

 protected:
  ~SampleSink() = default;
};

class Resampler {
 public:
  // False with a message if the rates have no filter. The sink outlives it.
  bool Open(int64_t from, int channels, int64_t to, SampleSink* sink, std::string* error);

  // `count` samples of all channels, interleaved; full scale is 1, or 32768 for int16_t. False if
  // the sink had enough.
  bool Accept(const float* samples, size_t count);
  bool Accept(const int16_t* samples, size_t count);
  // Makes what is left, as if silence followed, and is ready for another recording.
  bool Finish();
  void Reset();

  uint64_t bytes() const {
    return (history_.size() + made_.size()) * sizeof(float) + filter_.bytes();
  }

 private:
  template <class Sample>
  bool TakeAll(const Sample* samples, size_t count);
  bool Take(float sample);
  bool Next();
  bool Make(float sample);
  bool Flush();
  void MakeRoom();

  SampleSink* sink_ = nullptr;
  size_t channels_ = 1;
  bool filters_ = false;
  SoundFilter filter_;
  std::vector<float> history_;
  std::vector<float> made_;
  size_t channel_ = 0;
  int64_t filled_ = 0;
  int64_t center_ = 0;
  int64_t phase_ = 0;
  int64_t frames_ = 0;
  int64_t done_ = 0;
  size_t pending_ = 0;
};

}  // namespace kws

#endif  // KWS_STREAM_RESAMPLER_H_
