// Times the Pi model's layers through the engine, step by step.
//   pi_model_bench [rounds] [threads] [isa] [encoding]     (kws_encoding; 0: floats)
#include <cstdlib>

#include "pi_model.h"
#include "step_table.h"

int main(int argc, char** argv) {
  kws::TableSettings settings;
  if (argc > 1) settings.rounds = atoi(argv[1]);
  if (argc > 2) settings.threads = atoi(argv[2]);
  if (argc > 3) settings.isa = argv[3];
  const auto encoding = static_cast<kws_encoding>(argc > 4 ? atoi(argv[4]) : KWS_PLAIN);
  settings.graph_flops = kws::kPiModelFlops;
  return kws::PrintStepTable(kws::PiModelPlan(encoding), settings);
}
