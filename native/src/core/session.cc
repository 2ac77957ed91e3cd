#include "core/session.h"

#include <algorithm>
#include <new>

#include "core/clock.h"

namespace kws {
namespace {

// Less work than this costs more to share out than it saves.
constexpr double kMinSharedFlops = 100e3;
// Into which a thread's part can be taken apart by the others when it does not come.
constexpr int kChunksPerThread = 4;

struct NoClock {
  void Start() {}
  void Step(size_t) {}
};

}  // namespace

std::unique_ptr<Session> Session::Create(std::shared_ptr<const Model> model, int threads,
                                         std::string* error) {
  std::unique_ptr<Session> session(new Session);
  session->model_ = std::move(model);
  if (!session->Bind(threads, error)) return nullptr;
  return session;
}

bool Session::Bind(int threads, std::string* error) {
  const Plan& plan = model_->plan();
  threads_ = threads;
  scratch_stride_ = (plan.scratch_bytes + KWS_SLACK_BYTES + 63) / 64 * 64;
  if (!arena_.Allocate(plan.arena_bytes + KWS_SLACK_BYTES) ||
      !scratch_.Allocate(scratch_stride_ * static_cast<uint64_t>(threads))) {
    *error = "no memory for an arena of " + std::to_string(plan.arena_bytes) +
             " bytes and scratch of " + std::to_string(scratch_stride_) + " for each of " +
             std::to_string(threads) + " threads";
    return false;
  }
  size_t operands = 0;
  for (const PlanStep& step : plan.steps) operands += step.operands.size();
  operands_.reserve(operands);  // pointers into it are kept
  for (size_t i = 0; i < plan.steps.size(); ++i) BindStep(plan.steps[i], i);
  BindLoops();
  if (threads > 1) {
    pool_ = std::make_unique<Pool>(threads);
    if (pool_->threads() != threads) {
      *error = "cannot start " + std::to_string(threads) + " threads";
      return false;
    }
  }
  return true;
}

void Session::BindStep(const PlanStep& step, size_t index) {
  const Plan& plan = model_->plan();
  BoundStep bound = {};
  bound.chunks = 1;
  loop_at_.push_back(-1);
  if (step.kernel == nullptr) {
    const auto* params = static_cast<const kws_loop_params*>(step.params);
    loop_at_.back() = static_cast<int>(loops_.size());
    loops_.push_back(
        {index + 1, index + 1 + static_cast<size_t>(params->body_steps), params->trip_count, {}});
    steps_.push_back(bound);
    return;
  }
  bound.run = step.entry.run;
  bound.blocking = step.entry.blocking;
  bound.params = step.params;
  bound.operands = operands_.data() + operands_.size();
  bound.items = step.items;
  if (step.tables != nullptr) {
    states_.push_back(step.tables->NewState());
    bound.state = states_.back().get();
  }
  if (threads_ > 1 && step.items > 1 && step.executed_flops >= kMinSharedFlops) {
    bound.chunks = static_cast<int>(std::min<int64_t>(step.items, kChunksPerThread * threads_));
  }
  for (const OperandExtent& operand : step.operands) {
    // Kernels take constants through const pointers; ReadPlan saw to it that outputs are in the
    // arena.
    uint8_t* base =
        operand.space == KWS_SPACE_ARENA ? arena_.data() : const_cast<uint8_t*>(plan.constants);
    operands_.push_back(operand.space == KWS_SPACE_NONE ? nullptr : base + operand.offset);
  }
  steps_.push_back(bound);
}

void Session::BindLoops() {
  for (Loop& loop : loops_) {
    for (size_t i = loop.first_step; i < loop.end_step; ++i) {
      const std::vector<OperandExtent>& operands = model_->plan().steps[i].operands;
      for (size_t o = 0; o < operands.size(); ++o) {
        if (operands[o].loop_stride == 0) continue;
        void** operand = steps_[i].operands + o;
        loop.moving.push_back({operand, static_cast<uint8_t*>(*operand), operands[o].loop_stride});
      }
    }
  }
}

void Session::Place(size_t step, size_t operand, uint8_t* memory) {
  void** place = steps_[step].operands + operand;
  *place = memory;
  for (Loop& loop : loops_) {
    for (Moving& moving : loop.moving) {
      if (moving.operand == place) moving.base = memory;
    }
  }
}

void Session::RunChunks(void* context, int thread, int first_chunk, int end_chunk) {
  auto* session = static_cast<Session*>(context);
  const BoundStep& step = *session->sharing_;
  const int64_t begin = step.items * first_chunk / step.chunks;
  session->RunItems(step, thread, begin, step.items * end_chunk / step.chunks);
}

// Kernels allocate nothing, but the reference loops do, and a thread of the pool has no caller that
// could catch what they throw.
inline void Session::RunItems(const BoundStep& step, int thread, int64_t begin, int64_t end) {
  uint8_t* scratch = scratch_.data() + scratch_stride_ * static_cast<uint64_t>(thread);
  try {
    step.run({step.params, step.operands, scratch, &error_, step.state, step.blocking}, begin, end);
  } catch (const std::bad_alloc&) {
    error_.SetOutOfMemory();
  }
}

void Session::RunReplacement(const BoundStep& step) {
  try {
    step.replacement->Run(step.run, {step.params, step.operands, scratch_.data(), &error_,
                                     step.state, step.blocking});
  } catch (const std::bad_alloc&) {
    error_.SetOutOfMemory();
  }
}

[[gnu::always_inline]] inline void Session::RunStep(const BoundStep& step) {
  if (step.state != nullptr) {
    step.state->Begin({step.params, step.operands, nullptr, &error_, nullptr, step.blocking});
    if (error_.failed()) return;
  }
  if (step.chunks == 1) {
    RunItems(step, 0, 0, step.items);
  } else if (step.replacement != nullptr) {
    RunReplacement(step);
  } else {
    sharing_ = &step;
    pool_->Run(&Session::RunChunks, this, step.chunks);
  }
}

template <class Clock>
bool Session::RunAll(Clock& clock) {
  error_.Clear();
  clock.Start();
  const size_t count = steps_.size();
  for (size_t i = 0; i < count; ++i) {
    if (loop_at_[i] < 0) {
      RunStep(steps_[i]);
      clock.Step(i);
      if (error_.failed()) return false;
      continue;
    }
    const Loop& loop = loops_[static_cast<size_t>(loop_at_[i])];
    for (int64_t trip = 0; trip < loop.trips; ++trip) {
      for (const Moving& m : loop.moving) *m.operand = m.base + trip * m.stride;
      clock.Step(i);
      for (size_t s = loop.first_step; s < loop.end_step; ++s) {
        RunStep(steps_[s]);
        clock.Step(s);
      }
      if (error_.failed()) return false;
    }
    i = loop.end_step - 1;
  }
  return true;
}

struct Session::Profiler {
  kws_step_time* times;
  uint64_t start = 0;
  uint64_t last = 0;

  void Start() { start = last = NowNanos(); }
  void Step(size_t i) {
    const uint64_t now = NowNanos();
    kws_step_time& time = times[i];
    if (time.calls++ == 0) time.start_ns = last - start;
    time.total_ns += now - last;
    last = now;
  }
};

bool Session::Run() {
  NoClock clock;
  return RunAll(clock);
}

bool Session::RunProfiled(kws_step_time* times) {
  for (size_t i = 0; i < steps_.size(); ++i) times[i] = {};
  Profiler profiler{times};
  return RunAll(profiler);
}

}  // namespace kws
