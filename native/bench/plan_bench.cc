// Times a compiled plan step by step, without a JVM: what a kernel's author looks at.
//   plan_bench model.kws [rounds] [threads] [isa]
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "step_table.h"

int main(int argc, char** argv) {
  std::ifstream file(argc > 1 ? argv[1] : "", std::ios::binary);
  if (!file) {
    fprintf(stderr, "usage: plan_bench model.kws [rounds] [threads] [isa]\n");
    return 2;
  }
  const std::vector<uint8_t> plan{std::istreambuf_iterator<char>(file), {}};
  kws::TableSettings settings;
  if (argc > 2) settings.rounds = atoi(argv[2]);
  if (argc > 3) settings.threads = atoi(argv[3]);
  if (argc > 4) settings.isa = argv[4];
  return kws::PrintStepTable(plan, settings);
}
