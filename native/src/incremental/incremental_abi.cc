// The C ABI's kws_incremental_*.
#include "incremental/incremental.h"

#include <string>

#include "core/handles.h"
#include "core/status.h"

struct kws_incremental {
  std::unique_ptr<kws::Incremental> incremental;
};

namespace {

using kws::End;
using kws::Guard;
using kws::Report;
using kws::Success;
using kws::TensorAt;

const kws::Plan& PlanOf(const kws_incremental& handle) {
  return handle.incremental->session().model().plan();
}

kws_status CheckSound(const kws::Plan& plan, int32_t sound, int64_t hop) {
  const kws_tensor_info* feed = TensorAt(plan, sound);
  if (feed == nullptr || feed->feed == 0 || feed->dtype != KWS_FLOAT32)
    return Report(KWS_INVALID_ARGUMENT, "sound is not a feed of floats");
  const auto window = static_cast<int64_t>(feed->bytes / sizeof(float));
  if (hop >= 1 && hop < window) return KWS_OK;
  const std::string message = "a hop of " + std::to_string(hop) + " samples is not in 1.." +
                              std::to_string(window - 1) + ": windows would not overlap";
  return Report(KWS_INVALID_ARGUMENT, message.c_str());
}

kws_status WrongCount(const kws::Schedule& schedule, int64_t count) {
  const std::string message = std::to_string(count) + " samples are neither a window of " +
                              std::to_string(schedule.window) + " nor a hop of " +
                              std::to_string(schedule.hop);
  return Report(KWS_INVALID_ARGUMENT, message.c_str());
}

}  // namespace

extern "C" {

kws_status kws_incremental_create(kws_model* model, int32_t num_threads, int32_t sound, int64_t hop,
                                  kws_incremental** incremental) {
  if (model == nullptr || incremental == nullptr)
    return Report(KWS_INVALID_ARGUMENT, "model or incremental is NULL");
  *incremental = nullptr;
  if (num_threads < 1 || num_threads > kws::Session::kMaxThreads)
    return Report(KWS_INVALID_ARGUMENT, "num_threads is not in 1..64");
  return Guard([&] {
    const kws_status status = CheckSound(model->model->plan(), sound, hop);
    if (status != KWS_OK) return status;
    std::string error;
    auto made = kws::Incremental::Create(
        model->model, num_threads, kws::MakeSchedule(model->model->plan(), sound, hop), &error);
    if (made == nullptr) return Report(KWS_OUT_OF_MEMORY, error.c_str());
    *incremental = new kws_incremental{std::move(made)};
    return Success();
  });
}

void kws_incremental_close(kws_incremental* incremental) { delete incremental; }

void* kws_incremental_buffer(kws_incremental* incremental, int32_t tensor) {
  if (incremental == nullptr || TensorAt(PlanOf(*incremental), tensor) == nullptr ||
      tensor == incremental->incremental->schedule().sound) {
    return nullptr;
  }
  return incremental->incremental->session().Buffer(static_cast<size_t>(tensor));
}

kws_status kws_incremental_run(kws_incremental* incremental, const float* samples, int64_t count) {
  if (incremental == nullptr || samples == nullptr)
    return Report(KWS_INVALID_ARGUMENT, "incremental or samples is NULL");
  return Guard([&] {
    kws::Incremental& windows = *incremental->incremental;
    const kws::Schedule& schedule = windows.schedule();
    if (count == schedule.window) return End(windows.session(), windows.Start(samples));
    if (count != schedule.hop) return WrongCount(schedule, count);
    if (!windows.started())
      return Report(KWS_INVALID_ARGUMENT, "a hop follows no window: give a whole one first");
    return End(windows.session(), windows.Hop(samples));
  });
}

uint64_t kws_incremental_map_bytes(const kws_incremental* incremental) {
  return incremental == nullptr ? 0 : incremental->incremental->MapBytes();
}

kws_status kws_incremental_step(const kws_incremental* incremental, int32_t index,
                                kws_incremental_step_info* info) {
  if (incremental == nullptr || info == nullptr || index < 0 ||
      static_cast<size_t>(index) >= PlanOf(*incremental).steps.size()) {
    return Report(KWS_INVALID_ARGUMENT, "no such step");
  }
  return Guard([&] {
    const auto at = static_cast<size_t>(index);
    const kws::Schedule& schedule = incremental->incremental->schedule();
    const kws::StepSchedule& step = schedule.steps[at];
    *info = {};
    info->flops = kws::FlopsOfHop(PlanOf(*incremental).steps[at], step);
    if (step.map < 0) return Success();
    const kws::MapSchedule& map = schedule.maps[static_cast<size_t>(step.map)];
    info->rows = step.form.rows;
    info->fresh_rows = step.FreshRows();
    info->stride = step.form.stride;
    info->phases = map.phases;
    return Success();
  });
}

}  // extern "C"
