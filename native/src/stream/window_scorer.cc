#include "stream/window_scorer.h"

#include <cstring>
#include <utility>

namespace kws {
namespace {

// Of four bytes each.
int64_t Elements(const kws_tensor_info& info) { return static_cast<int64_t>(info.bytes / 4); }

// An eighth of a second at 16 kHz: what is shorter is a frame of features, unless metadata vouches
// for it. The rule of io.kwsbench.metadata.FeatureInput.
constexpr int64_t kShortestWaveform = 2000;

bool TakesSamples(const kws_tensor_info& input, bool vouched) {
  int32_t longer = 0;
  for (int32_t i = 0; i < input.rank; ++i) longer += input.dims[i] > 1;
  return longer <= 1 && (vouched || Elements(input) >= kShortestWaveform);
}

std::string Described(const kws_tensor_info& input) {
  std::string text = std::string(input.name) + " float[";
  for (int32_t i = 0; i < input.rank; ++i) {
    text += (i == 0 ? "" : ",") + std::to_string(input.dims[i]);
  }
  return text + "]";
}

}  // namespace

bool FindLayout(const Plan& plan, bool vouched, StreamLayout* layout, std::string* error) {
  bool samples = false;
  bool scores = false;
  for (size_t i = 0; i < plan.tensors.size(); ++i) {
    const kws_tensor_info& info = plan.tensors[i].info;
    if (info.feed == 0) {
      if (!scores && info.dtype != KWS_FLOAT32) {
        *error = std::string("its output ") + info.name + " is no float";
        return false;
      }
      if (!scores) {
        layout->scores_fetch = i;
        layout->classes = Elements(info);
      }
      scores = true;
    } else if (info.dtype == KWS_FLOAT32 && !samples) {
      if (!TakesSamples(info, vouched)) {
        *error = "input " + Described(info) +
                 " takes features, not a clip's samples: the model does not contain its front end";
        return false;
      }
      layout->samples_feed = i;
      layout->window = Elements(info);
      samples = true;
    } else if (info.dtype == KWS_INT32 && Elements(info) == 1 && layout->rate_feed < 0) {
      layout->rate_feed = static_cast<int64_t>(i);
    } else {
      *error = std::string("a stream cannot feed ") + info.name;
      return false;
    }
  }
  if (samples && scores && layout->window > 0 && layout->classes > 0) return true;
  *error = "it does not map samples to scores";
  return false;
}

void FeedRate(const StreamLayout& layout, Session* session) {
  if (layout.rate_feed < 0) return;
  memcpy(session->Buffer(static_cast<size_t>(layout.rate_feed)), &layout.sample_rate,
         sizeof(layout.sample_rate));
}

const float* ScoresOf(const StreamLayout& layout, bool ran, Session* session, kws_status* status,
                      std::string* error) {
  if (ran) return reinterpret_cast<const float*>(session->Buffer(layout.scores_fetch));
  *status = session->error_status();
  *error = session->error();
  return nullptr;
}

std::unique_ptr<WindowScorer> WholeWindows::Open(std::shared_ptr<const Model> model,
                                                 const StreamLayout& layout, int threads,
                                                 std::string* error) {
  auto whole = std::make_unique<WholeWindows>();
  whole->layout_ = layout;
  whole->session_ = Session::Create(std::move(model), threads, error);
  if (whole->session_ == nullptr) return nullptr;
  return whole;
}

const float* WholeWindows::Score(const float* window, kws_status* status, std::string* error) {
  FeedRate(layout_, session_.get());
  memcpy(session_->Buffer(layout_.samples_feed), window,
         static_cast<size_t>(layout_.window) * sizeof(float));
  return ScoresOf(layout_, session_->Run(), session_.get(), status, error);
}

}  // namespace kws
