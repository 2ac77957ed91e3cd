// A model that keeps what windows share.
#ifndef KWS_STREAM_OVERLAPPING_WINDOWS_H_
#define KWS_STREAM_OVERLAPPING_WINDOWS_H_

#include <memory>
#include <string>

#include "incremental/incremental.h"
#include "stream/window_scorer.h"

namespace kws {

class OverlappingWindows final : public WindowScorer {
 public:
  // The schedule is the model's. Null with a message if memory or threads are short.
  static std::unique_ptr<WindowScorer> Open(std::shared_ptr<const Model> model,
                                            const StreamLayout& layout, Schedule schedule,
                                            int threads, std::string* error);

  const float* Score(const float* window, kws_status* status, std::string* error) override;
  void Reset() override { follows_ = false; }
  uint64_t bytes() const override { return windows_->MapBytes(); }

 private:
  std::unique_ptr<Incremental> windows_;
  StreamLayout layout_;
  bool follows_ = false;
};

// The cheaper way to score windows `hop` samples apart; the scores are the same. Null with a
// message if memory or threads are short.
std::unique_ptr<WindowScorer> OpenScorer(std::shared_ptr<const Model> model,
                                         const StreamLayout& layout, int64_t hop, int threads,
                                         std::string* error);

}  // namespace kws

#endif  // KWS_STREAM_OVERLAPPING_WINDOWS_H_
