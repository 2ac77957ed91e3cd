// What a stream is made of, from a model's metadata and the caller's options.
#include <climits>
#include <utility>

#include "stream/overlapping_windows.h"
#include "stream/stream.h"

namespace kws {
namespace {

constexpr int64_t kUsualHopMillis = 80;
constexpr int64_t kMaxScores = int64_t{1} << 24;

class Opening {
 public:
  Opening(const std::shared_ptr<const Model>& model, const kws_stream_options& options,
          kws_status* status, std::string* error)
      : options_(options), status_(status), error_(error) {
    parts_.model = model;
  }

  std::unique_ptr<Stream> Open() {
    if (!Options() || !ReadModel() || !FindLabels() || !FindRule()) return nullptr;
    const StreamShape& shape = parts_.shape;
    const int threads = options_.num_threads == 0 ? 1 : options_.num_threads;
    parts_.scorer = OpenScorer(parts_.model, layout_, shape.hop, threads, error_);
    if (parts_.scorer == nullptr) return Null(KWS_OUT_OF_MEMORY);
    parts_.detector = NewDetector(rule_, parts_.labels, shape.sample_rate, shape.hop);
    parts_.gated = options_.vad != 0;
    parts_.listeners = {options_.context, options_.on_detection, options_.on_scores};
    auto stream = std::make_unique<Stream>(std::move(parts_));
    const int64_t rate =
        options_.sample_rate == 0 ? stream->shape().sample_rate : options_.sample_rate;
    const int channels = options_.channels == 0 ? 1 : options_.channels;
    return stream->OpenInput(rate, channels, error_) ? std::move(stream)
                                                     : Null(KWS_INVALID_ARGUMENT);
  }

 private:
  bool Fail(kws_status status) const {
    *status_ = status;
    return false;
  }

  bool Fail(kws_status status, const std::string& error) const {
    *error_ = error;
    return Fail(status);
  }

  std::unique_ptr<Stream> Null(kws_status status) const {
    Fail(status);
    return nullptr;
  }

  bool Options() const {
    if (options_.sample_rate < 0 || options_.channels < 0 || options_.hop_ms < 0 ||
        options_.label_count < 0 || (options_.label_count > 0 && options_.labels == nullptr)) {
      return Fail(KWS_INVALID_ARGUMENT, "a stream's option is negative, or labels is NULL");
    }
    if (options_.num_threads < 0 || options_.num_threads > Session::kMaxThreads)
      return Fail(KWS_INVALID_ARGUMENT, "num_threads is not in 0..64");
    return true;
  }

  bool ReadModel() {
    const Model& model = *parts_.model;
    if (!metadata_.Read(model.file(), model.file_bytes(), error_)) return Fail(KWS_BAD_PLAN);
    if (metadata_.Find("front_end") != nullptr) {
      return Fail(
          KWS_UNSUPPORTED,
          "its front end is not part of the model, and only the JVM has it: kwsbench listen");
    }
    const bool vouched =
        metadata_.Find("sample_rate") != nullptr || metadata_.Find("window") != nullptr;
    if (!FindLayout(model.plan(), vouched, &layout_, error_)) return Fail(KWS_UNSUPPORTED);
    StreamShape& shape = parts_.shape;
    shape.window = layout_.window;
    if (!metadata_.Number("window", &shape.window, error_) ||
        !metadata_.Number("sample_rate", &shape.sample_rate, error_)) {
      return Fail(KWS_BAD_PLAN);
    }
    layout_.sample_rate = static_cast<int32_t>(shape.sample_rate);
    if (shape.window != layout_.window) {
      return Fail(KWS_BAD_PLAN, "its metadata has a window of " + std::to_string(shape.window) +
                                    " samples, but its input takes " +
                                    std::to_string(layout_.window));
    }
    shape.hop = Samples(kUsualHopMillis);
    if (!metadata_.Number("hop", &shape.hop, error_)) return Fail(KWS_BAD_PLAN);
    if (options_.hop_ms > 0) shape.hop = Samples(options_.hop_ms);
    return true;
  }

  int64_t Samples(int64_t millis) const {
    const int64_t samples = millis * parts_.shape.sample_rate / 1000;
    return samples < 1 ? 1 : samples > INT_MAX ? INT_MAX : samples;
  }

  bool FindLabels() {
    const std::vector<std::string>* own = metadata_.Find("labels");
    if (own != nullptr && !parts_.labels.Set(*own, error_)) return Fail(KWS_BAD_PLAN);
    if (own != nullptr && parts_.labels.count() != layout_.classes) {
      return Fail(KWS_BAD_PLAN, "it names " + std::to_string(parts_.labels.count()) +
                                    " classes, but its output has " +
                                    std::to_string(layout_.classes));
    }
    if (options_.label_count > 0) return TakeLabels(own != nullptr);
    return own != nullptr ||
           Fail(KWS_INVALID_ARGUMENT, "the model does not name its classes: give labels");
  }

  bool TakeLabels(bool known) {
    std::vector<std::string> names;
    for (int32_t i = 0; i < options_.label_count; ++i) {
      if (options_.labels[i] == nullptr) return Fail(KWS_INVALID_ARGUMENT, "a label is NULL");
      names.emplace_back(options_.labels[i]);
    }
    Labels given;
    if (!given.Set(std::move(names), error_)) return Fail(KWS_INVALID_ARGUMENT);
    if (given.count() != layout_.classes) {
      return Fail(KWS_INVALID_ARGUMENT, std::to_string(given.count()) + " labels for " +
                                            std::to_string(layout_.classes) + " classes");
    }
    if (known && !given.Agrees(parts_.labels, error_)) return Fail(KWS_INVALID_ARGUMENT);
    parts_.labels = std::move(given);
    return true;
  }

  bool FindRule() {
    const kws_status at_fault = options_.rule == nullptr ? KWS_BAD_PLAN : KWS_INVALID_ARGUMENT;
    const bool read = options_.rule == nullptr
                          ? ReadRule(metadata_, &rule_, error_)
                          : ParseRule(SplitAtCommas(options_.rule), &rule_, error_);
    if (!read) return Fail(at_fault);
    for (const auto& own : rule_.own) {
      if (parts_.labels.Find(own.first) >= 0) continue;
      return Fail(at_fault, "a threshold for '" + own.first + "', but the labels are " +
                                parts_.labels.Joined());
    }
    if (options_.threshold != nullptr &&
        !ApplyThresholds(options_.threshold, parts_.labels, &rule_, error_)) {
      return Fail(KWS_INVALID_ARGUMENT);
    }
    if (Results() <= kMaxScores / parts_.labels.count()) return true;
    return Fail(at_fault, "the rule keeps " + std::to_string(Results()) + " results of " +
                              std::to_string(parts_.labels.count()) + " labels: too many");
  }

  // Of scores that the rule keeps.
  int64_t Results() const {
    if (rule_.kind != RuleKind::kTensorFlow) return rule_.results;
    return rule_.window_ms * parts_.shape.sample_rate / 1000 / parts_.shape.hop + 2;
  }

  const kws_stream_options& options_;
  kws_status* status_;
  std::string* error_;
  Metadata metadata_;
  StreamLayout layout_;
  Rule rule_;
  Stream::Parts parts_;
};

}  // namespace

std::unique_ptr<Stream> OpenStream(const std::shared_ptr<const Model>& model,
                                   const kws_stream_options& options, kws_status* status,
                                   std::string* error) {
  return Opening(model, options, status, error).Open();
}

}  // namespace kws
