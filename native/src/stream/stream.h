// A model that listens: sound in pieces of any length in, detections out. The C++ half of
// io.kwsbench.spotter.SpotterStream, with the same answers.
#ifndef KWS_STREAM_STREAM_H_
#define KWS_STREAM_STREAM_H_

#include <memory>
#include <string>
#include <vector>

#include "stream/detector.h"
#include "stream/energy_gate.h"
#include "stream/labels.h"
#include "stream/resampler.h"
#include "stream/sample_history.h"
#include "stream/window_scorer.h"

namespace kws {

// Numbers of a stream, in samples at the model's rate.
struct StreamShape {
  int64_t sample_rate = 16000;
  int64_t window = 0;
  int64_t hop = 0;
};

struct StreamListeners {
  void* context = nullptr;
  kws_on_detection on_detection = nullptr;
  kws_on_scores on_scores = nullptr;
};

class Stream final : private SampleSink {
 public:
  struct Parts {
    std::shared_ptr<const Model> model;
    StreamShape shape;
    Labels labels;
    std::unique_ptr<WindowScorer> scorer;
    std::unique_ptr<RuleState> detector;
    bool gated = false;
    StreamListeners listeners;
  };

  explicit Stream(Parts parts);
  // False with a message if sound of that rate cannot be resampled.
  bool OpenInput(int64_t sample_rate, int channels, std::string* error);

  // False with status() and error() on failure; then only Reset helps.
  template <class Sample>
  bool Accept(const Sample* samples, size_t count) {
    return Feed([&] { return resampler_.Accept(samples, count); });
  }
  bool Finish();
  bool Reset();

  kws_status status() const { return status_; }
  const std::string& error() const { return error_; }
  const StreamShape& shape() const { return parts_.shape; }
  const Labels& labels() const { return parts_.labels; }
  // The window that a listener is called for; null outside.
  const float* window() const { return calling_ ? history_.window() : nullptr; }
  uint64_t bytes() const;

 private:
  bool Take(const float* samples, size_t count) override;
  bool Decide();
  const float* Score();
  void Tell(int64_t last, const float* scores);
  bool Ready();
  // Runs `input` if the stream is ready. Unless it returns true, the stream has failed.
  template <class Input>
  bool Feed(Input input) {
    if (!Ready()) return false;
    failed_ = true;
    failed_ = !input();
    return !failed_;
  }
  bool Refuse(kws_status status, const std::string& error);

  Parts parts_;
  Resampler resampler_;
  SampleHistory history_;
  EnergyGate gate_;
  std::vector<float> silence_;  // the scores of a window that the gate skips
  bool skipped_ = false;        // the window before this one
  bool hearing_ = false;
  bool calling_ = false;
  bool failed_ = false;
  kws_status status_ = KWS_OK;
  std::string error_;
};

// Opens a stream as the model's metadata and the options say. Null with a status and a message.
std::unique_ptr<Stream> OpenStream(const std::shared_ptr<const Model>& model,
                                   const kws_stream_options& options, kws_status* status,
                                   std::string* error);

}  // namespace kws

#endif  // KWS_STREAM_STREAM_H_
