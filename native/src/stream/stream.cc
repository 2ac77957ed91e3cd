#include "stream/stream.h"

#include <cmath>
#include <cstdio>
#include <utility>

namespace kws {
namespace {

// Holds a flag until the end of a block, however that is left.
class Held {
 public:
  explicit Held(bool* flag) : flag_(flag) { *flag_ = true; }
  ~Held() { *flag_ = false; }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;

 private:
  bool* flag_;
};

// The numbers of a softmax are rounded, and so may add up to a little more than 1. The rule of
// io.kwsbench.metadata.Probability.
constexpr float kGreatestProbability = 1.001f;

// Names a score that is no probability.
std::string Improbable(float score) {
  if (std::isnan(score)) return "NaN";
  char text[100];
  snprintf(text, sizeof text, "%g: its outputs are no probabilities (%s?)",
           static_cast<double>(score), score < 0 ? "a log softmax, or logits" : "logits");
  return text;
}

}  // namespace

Stream::Stream(Parts parts)
    : parts_(std::move(parts)),
      history_(parts_.shape.window, parts_.shape.hop),
      gate_(parts_.shape.sample_rate),
      silence_(static_cast<size_t>(parts_.labels.count())) {
  if (parts_.labels.silence() >= 0) silence_[static_cast<size_t>(parts_.labels.silence())] = 1;
}

bool Stream::OpenInput(int64_t sample_rate, int channels, std::string* error) {
  return resampler_.Open(sample_rate, channels, parts_.shape.sample_rate, this, error);
}

bool Stream::Take(const float* samples, size_t count) {
  const Held hearing(&hearing_);
  for (size_t heard = 0; heard < count;) {
    const size_t taken = history_.Put(samples + heard, count - heard);
    if (parts_.gated) gate_.Accept(samples + heard, taken);
    heard += taken;
    if (!history_.complete()) continue;
    if (!Decide()) return false;
    history_.Advance();
  }
  return true;
}

bool Stream::Decide() {
  const int64_t last = history_.first() + parts_.shape.window - 1;
  const float* scores = Score();
  if (scores == nullptr) return false;
  for (int i = 0; i < parts_.labels.count(); ++i) {
    if (scores[i] >= 0 && scores[i] <= kGreatestProbability) continue;
    return Refuse(KWS_BAD_INPUT, "in the window that ends at sample " + std::to_string(last) +
                                     " the score of '" + parts_.labels.name(i) + "' is " +
                                     Improbable(scores[i]));
  }
  const Held calling(&calling_);
  Tell(last, scores);
  return true;
}

// A window of background is silence, without asking the model.
const float* Stream::Score() {
  if (parts_.gated && !gate_.IsOpen(history_.first())) {
    if (!skipped_) parts_.scorer->Reset();
    skipped_ = true;
    return silence_.data();
  }
  skipped_ = false;
  return parts_.scorer->Score(history_.window(), &status_, &error_);
}

void Stream::Tell(int64_t last, const float* scores) {
  const StreamListeners& listeners = parts_.listeners;
  if (listeners.on_scores != nullptr)
    listeners.on_scores(listeners.context, last, scores, parts_.labels.count());
  const int label = parts_.detector->Decide(last + 1, scores);
  if (label < 0 || !parts_.labels.IsKeyword(label) || listeners.on_detection == nullptr) return;
  const kws_detection found = {label, 0, parts_.detector->Score(label), history_.first(), last};
  listeners.on_detection(listeners.context, &found);
}

bool Stream::Finish() {
  return Feed([&] { return resampler_.Finish(); }) && Reset();
}

bool Stream::Reset() {
  if (hearing_) return Ready();
  resampler_.Reset();
  history_.Reset();
  gate_.Reset();
  parts_.scorer->Reset();
  parts_.detector->Reset();
  skipped_ = false;
  failed_ = false;
  return true;
}

bool Stream::Ready() {
  if (hearing_ || failed_) {
    status_ = KWS_INVALID_ARGUMENT;
    error_ = hearing_ ? "a listener cannot feed or reset its stream"
                      : "the stream failed before: reset it first";
    return false;
  }
  return true;
}

bool Stream::Refuse(kws_status status, const std::string& error) {
  status_ = status;
  error_ = error;
  return false;
}

uint64_t Stream::bytes() const {
  return parts_.model->plan().arena_bytes + history_.bytes() + resampler_.bytes() +
         parts_.scorer->bytes() + parts_.detector->bytes();
}

}  // namespace kws
