#include "incremental/schedule.h"

#include <algorithm>
#include <numeric>

#include "incremental/arena_flow.h"
#include "incremental/moving_rows.h"

namespace kws {
namespace {

// Beyond these a plan is no keyword spotter's, and is run whole.
constexpr size_t kMaxSteps = 4096;
constexpr int kMaxPasses = 16;
constexpr int64_t kMaxMapBytes = int64_t{1} << 26;
// Of a hop that shares no factor with the strides: each phase is a copy of a map.
constexpr int64_t kMaxPhases = 16;

constexpr int kNone = -1;

int FeedWriter(size_t tensor) { return -1 - static_cast<int>(tensor); }

// Follows a plan's steps once, with some of them forced to be whole; where that leads to tensors
// that are in part in maps, more are forced, and it is done again.
class Pass {
 public:
  Pass(const Plan& plan, int sound, int64_t hop, std::vector<bool>* whole)
      : plan_(plan), whole_(*whole) {
    const auto& feed = plan.tensors[static_cast<size_t>(sound)];
    schedule_.sound = sound;
    schedule_.window = static_cast<int64_t>(feed.info.bytes / sizeof(float));
    schedule_.hop = hop;
    schedule_.steps.resize(plan.steps.size());
  }

  // False: once more.
  bool Run() {
    Feeds();
    for (size_t i = 0; i < plan_.steps.size(); ++i) Step(i);
    Fetches();
    return !again_;
  }

  Schedule Finish() {
    for (const Use& use : uses_) {
      const int64_t begin = flow_.tensor(use.tensor).span.begin;
      schedule_.operands.push_back(
          {use.step, use.operand, map_of_[static_cast<size_t>(use.tensor)], use.at - begin});
    }
    int64_t bytes = 0;
    for (const MapSchedule& m : schedule_.maps)
      bytes += m.phases * MovingRows::Bytes(m.map.rows, m.map.pitch);
    if (lost_ || bytes > kMaxMapBytes) return Whole();
    for (StepSchedule& step : schedule_.steps) {
      if (step.map != kNone) SetFresh(&step);
    }
    return std::move(schedule_);
  }

 private:
  struct Use {
    int step, operand, tensor;
    int64_t at;  // in the arena
  };

  Schedule Whole() const {
    Schedule whole;
    whole.sound = schedule_.sound;
    whole.window = schedule_.window;
    whole.hop = schedule_.hop;
    whole.maps = {schedule_.maps[0]};
    whole.fed = true;
    whole.steps.resize(plan_.steps.size());
    return whole;
  }

  void SetFresh(StepSchedule* step) const {
    const RowForm& form = step->form;
    const int64_t shift = schedule_.maps[static_cast<size_t>(step->map)].shift;
    if (form.clean_begin > 0) step->fresh.push_back({0, form.clean_begin});
    step->fresh.push_back({form.clean_end - shift, form.rows});
  }

  void Feeds() {
    for (size_t i = 0; i < plan_.tensors.size(); ++i) {
      const PlanTensor& tensor = plan_.tensors[i];
      if (tensor.info.feed == 0 || tensor.info.bytes == 0) continue;
      const int made = flow_.Write(FeedWriter(i), SpanOf(tensor), true);
      SetMap(made, static_cast<int>(i) == schedule_.sound
                       ? AddMap({schedule_.window, sizeof(float), 1, 0, schedule_.window})
                       : kNone);
    }
  }

  static ArenaSpan SpanOf(const PlanTensor& tensor) {
    const auto begin = static_cast<int64_t>(tensor.offset);
    return {begin, begin + static_cast<int64_t>(tensor.info.bytes)};
  }

  void SetMap(int tensor, int map) {
    map_of_.resize(static_cast<size_t>(flow_.count()), kNone);
    map_of_[static_cast<size_t>(tensor)] = map;
  }

  int AddMap(const TimeMap& map) {
    const int64_t phases = map.stride / std::gcd(map.stride, schedule_.hop);
    schedule_.maps.push_back({map, phases, phases * schedule_.hop / map.stride});
    return static_cast<int>(schedule_.maps.size()) - 1;
  }

  // Whether rows can be kept.
  bool Keeps(const RowForm& form) const {
    if (form.stride > schedule_.window) return false;
    const int64_t phases = form.stride / std::gcd(form.stride, schedule_.hop);
    return phases <= kMaxPhases &&
           form.clean_end - phases * schedule_.hop / form.stride > form.clean_begin;
  }

  ArenaSpan SpanOf(const PlanStep& step, const StepCheck& check, size_t operand) const {
    return kws::SpanOf(step.operands[operand], check.RowsOf(static_cast<int>(operand)), step.trips);
  }

  void Step(size_t i) {
    const PlanStep& step = plan_.steps[i];
    if (step.kernel == nullptr) return Loop(i);
    StepCheck check(step.operands.data(), static_cast<int>(step.operands.size()));
    step.kernel->validate(step.params, check);
    const auto outputs = static_cast<size_t>(step.kernel->outputs);
    std::vector<OperandView> views(step.operands.size());
    for (size_t o = outputs; o < views.size(); ++o) views[o] = Read(i, o, check);
    StepSchedule& made = schedule_.steps[i];
    const bool rows = !whole_[i] && step.loop < 0 && outputs == 1 &&
                      FindRowForm(step, views, &made.form) && Keeps(made.form);
    if (step.loop >= 0) return;  // Loop has written its outputs
    for (size_t o = 0; o < outputs; ++o) {
      if (step.operands[o].space == KWS_SPACE_ARENA && step.operands[o].bytes > 0)
        Write(i, o, SpanOf(step, check, o), rows);
    }
  }

  // What one iteration writes another may read: all of a loop's outputs are there from its start.
  void Loop(size_t loop) {
    const auto* params = static_cast<const kws_loop_params*>(plan_.steps[loop].params);
    const size_t end =
        std::min(plan_.steps.size(), loop + 1 + static_cast<size_t>(params->body_steps));
    for (size_t i = loop + 1; i < end; ++i) {
      const PlanStep& step = plan_.steps[i];
      for (int o = 0; o < step.kernel->outputs; ++o) {
        const OperandExtent& operand = step.operands[static_cast<size_t>(o)];
        if (operand.space != KWS_SPACE_ARENA || operand.bytes == 0) continue;
        SetMap(flow_.Write(static_cast<int>(i), kws::SpanOf(operand, {}, step.trips), false),
               kNone);
      }
    }
  }

  OperandView Read(size_t i, size_t o, const StepCheck& check) {
    const PlanStep& step = plan_.steps[i];
    const OperandExtent& operand = step.operands[o];
    if (operand.space == KWS_SPACE_NONE) return {OperandView::kAbsent};
    if (operand.space == KWS_SPACE_CONST) return {OperandView::kFixed};
    if (operand.bytes == 0) return {};
    const ArenaSpan span = SpanOf(step, check, o);
    const int tensor = flow_.Find(span);
    if (tensor < 0) {
      Unknown(span);
      return {};
    }
    const ArenaTensor& found = flow_.tensor(tensor);
    const int map = map_of_[static_cast<size_t>(tensor)];
    if (map == kNone) return {found.writers[0] < 0 ? OperandView::kFixed : OperandView::kUnknown};
    // Where a loop's first iteration finds it: the span of a loop that goes backwards begins with
    // its last one.
    uses_.push_back(
        {static_cast<int>(i), static_cast<int>(o), tensor, static_cast<int64_t>(operand.offset)});
    return {OperandView::kMap, &schedule_.maps[static_cast<size_t>(map)].map,
            span.begin - found.span.begin};
  }

  void Write(size_t i, size_t o, const ArenaSpan& span, bool rows) {
    const int tensor = flow_.Write(static_cast<int>(i), span, true);
    const ArenaTensor& found = flow_.tensor(tensor);
    const bool joined = found.writers.size() > 1;
    map_of_.resize(static_cast<size_t>(flow_.count()), kNone);
    const int there = map_of_[static_cast<size_t>(tensor)];
    if (joined && (rows != (there != kNone) || (rows && !Agree(schedule_.steps[i].form, there)))) {
      for (const int writer : found.writers) Force(writer);
      return;
    }
    if (!rows) return;
    const RowForm& form = schedule_.steps[i].form;
    const int map =
        joined ? there
               : AddMap({form.rows, form.pitch, form.stride, form.clean_begin, form.clean_end});
    TimeMap& time = schedule_.maps[static_cast<size_t>(map)].map;
    time.clean_begin = std::max(time.clean_begin, form.clean_begin);
    time.clean_end = std::min(time.clean_end, form.clean_end);
    map_of_[static_cast<size_t>(tensor)] = map;
    schedule_.steps[i].map = map;
    uses_.push_back({static_cast<int>(i), static_cast<int>(o), tensor, span.begin});
  }

  bool Agree(const RowForm& form, int map) const {
    const TimeMap& time = schedule_.maps[static_cast<size_t>(map)].map;
    return form.rows == time.rows && form.pitch == time.pitch && form.stride == time.stride;
  }

  void Force(int writer) {
    if (writer < 0) {
      if (writer == FeedWriter(static_cast<size_t>(schedule_.sound))) lost_ = true;
    } else if (!whole_[static_cast<size_t>(writer)]) {
      whole_[static_cast<size_t>(writer)] = true;
      again_ = true;
    }
  }

  // What is read was not written as one tensor: all that wrote to it have to write to the arena.
  void Unknown(const ArenaSpan& span) {
    for (const int writer : flow_.Writers(span)) Force(writer);
  }

  // Fetches have a fixed place in the arena.
  void Fetches() {
    for (const PlanTensor& tensor : plan_.tensors) {
      if (tensor.info.feed != 0 || tensor.info.bytes == 0) continue;
      const ArenaSpan span = SpanOf(tensor);
      const int found = flow_.Find(span);
      if (found < 0) {
        Unknown(span);
      } else if (map_of_[static_cast<size_t>(found)] != kNone) {
        for (const int writer : flow_.tensor(found).writers) Force(writer);
      }
    }
  }

  const Plan& plan_;
  std::vector<bool>& whole_;
  ArenaFlow flow_;
  std::vector<int> map_of_;  // of each tensor
  std::vector<Use> uses_;
  Schedule schedule_;
  bool again_ = false;
  bool lost_ = false;
};

}  // namespace

int64_t StepSchedule::FreshRows() const {
  int64_t rows = 0;
  for (const RowRange& range : fresh) rows += range.end - range.begin;
  return rows;
}

Schedule MakeSchedule(const Plan& plan, int sound, int64_t hop) {
  std::vector<bool> whole(plan.steps.size(), plan.steps.size() > kMaxSteps);
  for (int passes = 1;; ++passes) {
    Pass pass(plan, sound, hop, &whole);
    if (pass.Run()) return pass.Finish();
    if (passes == kMaxPasses) whole.assign(whole.size(), true);
  }
}

double GainOf(const Plan& plan, const Schedule& schedule) {
  double whole = 0, hop = 0;
  for (size_t i = 0; i < plan.steps.size(); ++i) {
    whole += plan.steps[i].executed_flops * static_cast<double>(plan.steps[i].trips);
    hop += FlopsOfHop(plan.steps[i], schedule.steps[i]);
  }
  return hop > 0 ? whole / hop : 1;
}

double FlopsOfHop(const PlanStep& step, const StepSchedule& schedule) {
  const double flops = step.executed_flops * static_cast<double>(step.trips);
  if (schedule.map < 0) return flops;
  return flops * static_cast<double>(schedule.FreshRows()) /
         static_cast<double>(schedule.form.rows);
}

}  // namespace kws
