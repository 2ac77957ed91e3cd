// A session for windows of sound that overlap: it keeps the maps of earlier windows, and computes
// what is new in a hop. Its answers are those of whole windows, bit for bit.
#ifndef KWS_INCREMENTAL_INCREMENTAL_H_
#define KWS_INCREMENTAL_INCREMENTAL_H_

#include <memory>
#include <string>
#include <vector>

#include "core/session.h"
#include "incremental/moving_rows.h"
#include "incremental/row_run.h"
#include "incremental/schedule.h"

namespace kws {

class Incremental {
 public:
  // Null if memory or threads are short; says what in `error`. The schedule is the model's.
  static std::unique_ptr<Incremental> Create(std::shared_ptr<const Model> model, int threads,
                                             Schedule schedule, std::string* error);

  const Schedule& schedule() const { return schedule_; }
  Session& session() { return *session_; }
  const Session& session() const { return *session_; }
  // The last window was answered, so that a hop may follow.
  bool started() const { return windows_ > 0; }
  uint64_t MapBytes() const { return memory_.bytes(); }

  // Runs a whole window, the first of a sequence. False as Session::Run. `times`, unless null, as
  // Session::RunProfiled.
  bool Start(const float* window, kws_step_time* times = nullptr);
  // Runs the window a hop after the last one, of which it takes the new samples. To be called when
  // started.
  bool Hop(const float* samples, kws_step_time* times = nullptr);

 private:
  bool Allocate(std::string* error);
  void MoveMaps();
  void PlaceOperands();
  void Hear(const float* samples, int64_t count);
  bool Run(kws_step_time* times);

  std::unique_ptr<Session> session_;
  Schedule schedule_;
  Mapping memory_;
  std::vector<std::vector<MovingRows>> maps_;  // the phases of each
  std::vector<std::unique_ptr<RowRun>> runs_;  // of each step, or null
  int64_t windows_ = 0;                        // since the start
};

}  // namespace kws

#endif  // KWS_INCREMENTAL_INCREMENTAL_H_
