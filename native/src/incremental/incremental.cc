#include "incremental/incremental.h"

#include <cstring>
#include <utility>

namespace kws {

std::unique_ptr<Incremental> Incremental::Create(std::shared_ptr<const Model> model, int threads,
                                                 Schedule schedule, std::string* error) {
  std::unique_ptr<Incremental> made(new Incremental);
  made->schedule_ = std::move(schedule);
  made->session_ = Session::Create(std::move(model), threads, error);
  if (made->session_ == nullptr || !made->Allocate(error)) return nullptr;
  return made;
}

bool Incremental::Allocate(std::string* error) {
  const auto bytes_of = [](const MapSchedule& m) {
    const int64_t bytes = MovingRows::Bytes(m.map.rows, m.map.pitch);
    return (bytes + KWS_ALIGNMENT - 1) / KWS_ALIGNMENT * KWS_ALIGNMENT;
  };
  int64_t bytes = KWS_SLACK_BYTES;
  for (const MapSchedule& m : schedule_.maps) bytes += m.phases * bytes_of(m);
  if (!memory_.Allocate(static_cast<uint64_t>(bytes))) {
    *error = "no memory for maps of " + std::to_string(bytes) + " bytes";
    return false;
  }
  uint8_t* next = memory_.data();
  for (const MapSchedule& m : schedule_.maps) {
    maps_.emplace_back(static_cast<size_t>(m.phases));
    for (MovingRows& phase : maps_.back()) {
      phase.Place(next, m.map.rows, m.map.pitch);
      next += bytes_of(m);
    }
  }
  runs_.resize(schedule_.steps.size());
  for (size_t i = 0; i < runs_.size(); ++i) {
    if (schedule_.steps[i].map < 0) continue;
    runs_[i] = std::make_unique<RowRun>(session_->model().plan().steps[i], schedule_.steps[i]);
    session_->Replace(i, runs_[i].get());
  }
  return true;
}

bool Incremental::Start(const float* window, kws_step_time* times) {
  windows_ = 0;
  for (auto& phases : maps_) {
    for (MovingRows& phase : phases) phase.Restart();
  }
  Hear(window, schedule_.window);
  return Run(times);
}

bool Incremental::Hop(const float* samples, kws_step_time* times) {
  MoveMaps();
  Hear(samples, schedule_.hop);
  return Run(times);
}

// Each map's copy of this window becomes that of its phase's last one, moved on.
void Incremental::MoveMaps() {
  for (size_t i = 0; i < maps_.size(); ++i) {
    const MapSchedule& m = schedule_.maps[i];
    if (windows_ >= m.phases) maps_[i][static_cast<size_t>(windows_ % m.phases)].Advance(m.shift);
  }
}

// The last `count` samples of the window.
void Incremental::Hear(const float* samples, int64_t count) {
  auto* sound = reinterpret_cast<float*>(maps_[0][0].data());
  memcpy(sound + schedule_.window - count, samples, static_cast<size_t>(count) * sizeof(float));
  if (!schedule_.fed) return;
  memcpy(session_->Buffer(static_cast<size_t>(schedule_.sound)), sound,
         static_cast<size_t>(schedule_.window) * sizeof(float));
}

void Incremental::PlaceOperands() {
  for (const MapOperand& operand : schedule_.operands) {
    const auto map = static_cast<size_t>(operand.map);
    const int64_t phase = windows_ % schedule_.maps[map].phases;
    session_->Place(static_cast<size_t>(operand.step), static_cast<size_t>(operand.operand),
                    maps_[map][static_cast<size_t>(phase)].data() + operand.offset);
  }
}

bool Incremental::Run(kws_step_time* times) {
  PlaceOperands();
  for (size_t i = 0; i < runs_.size(); ++i) {
    if (runs_[i] == nullptr) continue;
    const auto map = static_cast<size_t>(schedule_.steps[i].map);
    runs_[i]->Keep(windows_ >= schedule_.maps[map].phases);
  }
  const bool ran = times == nullptr ? session_->Run() : session_->RunProfiled(times);
  windows_ = ran ? windows_ + 1 : 0;
  return ran;
}

}  // namespace kws
