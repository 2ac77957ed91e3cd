// A model that scores windows in order, each a hop after the previous one. What it keeps of earlier
// windows changes no score: each is that of the whole window, bit for bit.
#ifndef KWS_STREAM_WINDOW_SCORER_H_
#define KWS_STREAM_WINDOW_SCORER_H_

#include <memory>
#include <string>

#include "core/session.h"

namespace kws {

class WindowScorer {
 public:
  virtual ~WindowScorer() = default;
  // The scores of the window that starts at `window`, valid until the next call. NULL with a status
  // and a message if the model refuses it. Allocates nothing.
  virtual const float* Score(const float* window, kws_status* status, std::string* error) = 0;
  // Makes the next window the first of a sequence.
  virtual void Reset() = 0;
  // What it keeps beside the model's arena.
  virtual uint64_t bytes() const = 0;
};

// The places of a model that listens, and what goes there beside samples.
struct StreamLayout {
  size_t samples_feed = 0;
  int64_t rate_feed = -1;  // -1: it has none
  int32_t sample_rate = 0;
  int64_t window = 0;  // samples
  size_t scores_fetch = 0;
  int64_t classes = 0;
};

// False with a message if the model does not map one clip's samples to scores. `vouched`: its
// metadata says that the input is samples, however few.
bool FindLayout(const Plan& plan, bool vouched, StreamLayout* layout, std::string* error);

// Writes the sample rate where the model has a feed for it. Once for each window: a plan may
// overlay its feeds.
void FeedRate(const StreamLayout& layout, Session* session);
// The scores of a run. NULL with a status and a message if the run failed.
const float* ScoresOf(const StreamLayout& layout, bool ran, Session* session, kws_status* status,
                      std::string* error);

// Runs the model on every window as a whole.
class WholeWindows final : public WindowScorer {
 public:
  // Null with a message if memory or threads are short.
  static std::unique_ptr<WindowScorer> Open(std::shared_ptr<const Model> model,
                                            const StreamLayout& layout, int threads,
                                            std::string* error);

  const float* Score(const float* window, kws_status* status, std::string* error) override;
  void Reset() override {}
  uint64_t bytes() const override { return 0; }

 private:
  std::unique_ptr<Session> session_;
  StreamLayout layout_;
};

}  // namespace kws

#endif  // KWS_STREAM_WINDOW_SCORER_H_
