// Writes every kernel's first cases as plans into a directory: what the plan fuzzer starts from.
#include <cstdio>
#include <string>

#include "cases.h"
#include "plan_builder.h"
#include "seed_file.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: plan_seeds DIRECTORY\n");
    return 2;
  }
  for (int k = 0; k < kws::kKernelCount; ++k) {
    const std::vector<kws::KernelCase> cases = kws::CasesOf(k);
    for (size_t c = 0; c < cases.size() && c < 4; ++c) {
      kws::PlanBuilder plan;
      plan.Step(KWS_LOOP, kws_loop_params{2, 1}, {}, "loop");
      std::vector<kws::OperandRecord> operands;
      for (const kws::CaseOperand& o : cases[c].operands) {
        const bool absent = o.fill == kws::CaseOperand::kAbsent;
        operands.push_back(absent ? kws::PlanBuilder::None()
                                  : plan.Arena(static_cast<uint64_t>(o.size())));
      }
      plan.RawStep(kws::kKernels[k].id, cases[c].params, operands);
      if (plan.arena_bytes > 1 << 20) continue;
      if (!kws::WriteSeed(argv[1], kws::kKernels[k].name + std::to_string(c), plan.Finish()))
        return 1;
    }
  }
  return 0;
}
