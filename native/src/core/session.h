// Runs a model's steps over an arena of its own.
#ifndef KWS_CORE_SESSION_H_
#define KWS_CORE_SESSION_H_

#include <memory>
#include <vector>

#include "core/model.h"
#include "core/pool.h"

namespace kws {

// Runs a step in part, in place of the whole of it.
class StepRun {
 public:
  virtual ~StepRun() = default;
  virtual void Run(KernelFn run, const KernelArgs& args) = 0;
};

class Session {
 public:
  // The caller's included.
  static constexpr int kMaxThreads = 64;

  // Null if memory or threads are short; says what in `error`.
  static std::unique_ptr<Session> Create(std::shared_ptr<const Model> model, int threads,
                                         std::string* error);

  const Model& model() const { return *model_; }
  uint8_t* Buffer(size_t tensor) { return arena_.data() + model_->plan().tensors[tensor].offset; }

  // Where a step finds an operand from now on; the loop around the step starts there. The memory
  // holds what the plan says, and KWS_SLACK_BYTES after it are readable.
  void Place(size_t step, size_t operand, uint8_t* memory);
  // From now on the step runs so, on one thread. The caller keeps `run`.
  void Replace(size_t step, StepRun* run) {
    steps_[step].replacement = run;
    steps_[step].chunks = 0;
  }

  // False if a kernel refused its input; error() has the message.
  bool Run();
  bool RunProfiled(kws_step_time* times);
  const char* error() const { return error_.message(); }
  kws_status error_status() const { return error_.status(); }

 private:
  // A step bound to this arena.
  struct BoundStep {
    KernelFn run;
    Blocking blocking;
    const void* params;
    void** operands;
    int64_t items;
    int chunks;        // that threads share out; 1: not worth it; 0: replaced
    StepState* state;  // of kernels with tables, or null
    StepRun* replacement;
  };
  // An operand that moves with its loop.
  struct Moving {
    void** operand;
    uint8_t* base;
    int64_t stride;
  };
  struct Loop {
    size_t first_step;
    size_t end_step;
    int64_t trips;
    std::vector<Moving> moving;
  };
  struct Profiler;

  bool Bind(int threads, std::string* error);
  void BindStep(const PlanStep& step, size_t index);
  void BindLoops();
  void RunStep(const BoundStep& step);
  void RunReplacement(const BoundStep& step);
  void RunItems(const BoundStep& step, int thread, int64_t begin, int64_t end);
  static void RunChunks(void* context, int thread, int begin, int end);
  template <class Clock>
  bool RunAll(Clock& clock);

  std::shared_ptr<const Model> model_;
  Mapping arena_;
  Mapping scratch_;
  uint64_t scratch_stride_ = 0;
  int threads_ = 1;
  std::vector<void*> operands_;
  std::vector<BoundStep> steps_;
  std::vector<int> loop_at_;  // index into loops_ of a LOOP step, else -1
  std::vector<Loop> loops_;
  std::vector<std::unique_ptr<StepState>> states_;
  std::unique_ptr<Pool> pool_;
  const BoundStep* sharing_ = nullptr;
  RunError error_;
};

}  // namespace kws

#endif  // KWS_CORE_SESSION_H_
