// Runs some rows of a step.
#ifndef KWS_INCREMENTAL_ROW_RUN_H_
#define KWS_INCREMENTAL_ROW_RUN_H_

#include <vector>

#include "core/session.h"
#include "incremental/schedule.h"

namespace kws {

class RowRun : public StepRun {
 public:
  // Both outlive it.
  RowRun(const PlanStep& step, const StepSchedule& schedule)
      : step_(step), schedule_(schedule), all_{{0, schedule.form.rows}} {}

  // What the next runs compute: the fresh rows, or all.
  void Keep(bool keep) { keep_ = keep; }

  void Run(KernelFn run, const KernelArgs& args) override;

 private:
  // Whether the two ranges of a hop are run at once.
  bool IsJoined() const;
  void RunJoined(KernelFn run, const KernelArgs& args);
  void RunResized(KernelFn run, const KernelArgs& args, const RowRange& rows);

  const PlanStep& step_;
  const StepSchedule& schedule_;
  const std::vector<RowRange> all_;
  bool keep_ = false;
};

}  // namespace kws

#endif  // KWS_INCREMENTAL_ROW_RUN_H_
