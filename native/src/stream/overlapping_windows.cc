#include "stream/overlapping_windows.h"

#include <algorithm>
#include <utility>

namespace kws {
namespace {

// Of operations; what is kept costs something too.
constexpr double kMinGain = 1.1;

}  // namespace

std::unique_ptr<WindowScorer> OverlappingWindows::Open(std::shared_ptr<const Model> model,
                                                       const StreamLayout& layout,
                                                       Schedule schedule, int threads,
                                                       std::string* error) {
  auto overlapping = std::make_unique<OverlappingWindows>();
  overlapping->layout_ = layout;
  overlapping->windows_ =
      Incremental::Create(std::move(model), threads, std::move(schedule), error);
  if (overlapping->windows_ == nullptr) return nullptr;
  return overlapping;
}

const float* OverlappingWindows::Score(const float* window, kws_status* status,
                                       std::string* error) {
  FeedRate(layout_, &windows_->session());
  const Schedule& schedule = windows_->schedule();
  const bool ran = follows_ && windows_->started()
                       ? windows_->Hop(window + schedule.window - schedule.hop)
                       : windows_->Start(window);
  follows_ = ran;
  return ScoresOf(layout_, ran, &windows_->session(), status, error);
}

std::unique_ptr<WindowScorer> OpenScorer(std::shared_ptr<const Model> model,
                                         const StreamLayout& layout, int64_t hop, int threads,
                                         std::string* error) {
  if (hop < layout.window) {
    Schedule schedule = MakeSchedule(model->plan(), static_cast<int>(layout.samples_feed), hop);
    // Rows are computed by one thread.
    if (GainOf(model->plan(), schedule) > std::max<double>(kMinGain, threads)) {
      return OverlappingWindows::Open(std::move(model), layout, std::move(schedule), threads,
                                      error);
    }
  }
  return WholeWindows::Open(std::move(model), layout, threads, error);
}

}  // namespace kws
