// Writes plans into a directory, from which the plan fuzzer starts: every kernel's first cases, and
// small models of sound.
#include <cstdio>
#include <string>
#include <vector>

#include "cases.h"
#include "plan_builder.h"
#include "seed_file.h"
#include "sound_plans.h"

namespace {

constexpr size_t kMaxBytes = 16384;  // of an input, in run.sh

kws::OperandRecord Place(const kws::CaseOperand& o, kws::PlanBuilder* plan) {
  if (o.fill == kws::CaseOperand::kAbsent) return kws::PlanBuilder::None();
  if (o.encoding != KWS_PLAIN) return plan->Encoded(o.bytes, o.encoding);
  return plan->Arena(static_cast<uint64_t>(o.size()));
}

bool WriteCases(const char* folder) {
  for (int k = 0; k < kws::kKernelCount; ++k) {
    const std::vector<kws::KernelCase> cases = kws::CasesOf(k);
    for (size_t c = 0; c < cases.size(); ++c) {
      if (c >= 4 && cases[c].Encoding() == KWS_PLAIN) continue;
      kws::PlanBuilder plan;
      plan.Step(KWS_LOOP, kws_loop_params{2, 1}, {}, "loop");
      std::vector<kws::OperandRecord> operands;
      for (const kws::CaseOperand& o : cases[c].operands) {
        operands.push_back(Place(o, &plan));
      }
      plan.RawStep(kws::kKernels[k].id, cases[c].params, operands);
      const std::vector<uint8_t> file = plan.Finish();
      if (plan.arena_bytes > 1 << 20 || file.size() > kMaxBytes) continue;
      if (!kws::WriteSeed(folder, kws::kKernels[k].name + std::to_string(c), file)) return false;
    }
  }
  return true;
}

bool WriteSoundPlans(const char* folder) {
  for (uint32_t seed = 0; seed < 200; ++seed) {
    const std::vector<uint8_t> plan = kws::SoundPlan(seed, 4000).Draw(static_cast<int>(seed % 3));
    if (plan.size() > kMaxBytes) continue;
    if (!kws::WriteSeed(folder, "sound" + std::to_string(seed), plan)) return false;
  }
  return true;
}

// A model that says how it is heard.
bool WriteNamedModel(const char* folder) {
  constexpr int kWindow = 64;
  kws::PlanBuilder plan;
  const kws::OperandRecord in = plan.Floats(kWindow), out = plan.Floats(2);
  plan.Tensor("in", true, KWS_FLOAT32, {1, kWindow}, in);
  plan.Tensor("out", false, KWS_FLOAT32, {1, 2}, out);
  plan.Step(KWS_FULLY_CONNECTED,
            kws_fully_connected_params{1, kWindow, 2, 0, 0, {KWS_SIGMOID, 0, 0}},
            {out, in, plan.Constant(std::vector<float>(kWindow * KWS_PANEL, 0.1f))});
  plan.Metadata("labels", {"yes", "no"});
  plan.Metadata("sample_rate", {"1000"});
  plan.Metadata("window", {std::to_string(kWindow)});
  plan.Metadata("hop", {"8"});
  plan.Metadata("detector", {"average", "results=2", "pause_ms=100"});
  plan.Metadata("thresholds", {"yes", "0.25"});
  return kws::WriteSeed(folder, "named", plan.Finish());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: plan_seeds DIRECTORY\n");
    return 2;
  }
  return WriteCases(argv[1]) && WriteSoundPlans(argv[1]) && WriteNamedModel(argv[1]) ? 0 : 1;
}
