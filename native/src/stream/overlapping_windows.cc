#include "stream/overlapping_windows.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace kws {
namespace {

// Of operations; what is kept costs something too.
constexpr double kLeastGain = 1.1;

}  // namespace

std::unique_ptr<WindowScorer> OverlappingWindows::Open(std::shared_ptr<const Model> model,
                                                       const StreamLayout& layout,
                                                       int64_t sample_rate, int64_t hop,
                                                       int threads, std::string* error) {
  const auto sound = static_cast<int>(layout.samples_feed);
  // Rows are computed by one thread.
  if (GainOf(model->plan(), MakeSchedule(model->plan(), sound, hop)) <=
      std::max<double>(kLeastGain, threads)) {
    return nullptr;
  }
  auto overlapping = std::make_unique<OverlappingWindows>();
  overlapping->layout_ = layout;
  overlapping->windows_ = Incremental::Create(std::move(model), threads, sound, hop, error);
  if (overlapping->windows_ == nullptr) return nullptr;
  if (layout.rate_feed >= 0) {
    const auto rate = static_cast<int32_t>(sample_rate);
    memcpy(overlapping->windows_->session().Buffer(static_cast<size_t>(layout.rate_feed)), &rate,
           sizeof(rate));
  }
  return overlapping;
}

const float* OverlappingWindows::Score(const float* window, kws_status* status,
                                       std::string* error) {
  const Schedule& schedule = windows_->schedule();
  Session& session = windows_->session();
  const bool ran = follows_ && windows_->started()
                       ? windows_->Hop(window + schedule.window - schedule.hop)
                       : windows_->Start(window);
  follows_ = ran;
  if (!ran) {
    *status = session.error_status();
    *error = session.error();
    return nullptr;
  }
  return reinterpret_cast<const float*>(session.Buffer(layout_.scores_fetch));
}

}  // namespace kws
