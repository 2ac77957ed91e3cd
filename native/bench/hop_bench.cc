// Times the steps of a stream's hop beside those of a whole window, and how fast this core reads as
// many weights: what limits a hop.
//   hop_bench model.kws [hop in samples] [rounds] [isa]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "core/clock.h"
#include "core/handles.h"
#include "incremental/incremental.h"

namespace kws {
namespace {

constexpr int64_t kHops = 64;

// The shortest of all rounds: others may use the machine.
void Shortest(const std::vector<kws_step_time>& times, std::vector<uint64_t>* best) {
  for (size_t i = 0; i < times.size(); ++i) (*best)[i] = std::min((*best)[i], times[i].total_ns);
}

uint64_t WeightBytes(const PlanStep& step) {
  uint64_t bytes = 0;
  for (const OperandExtent& operand : step.operands) {
    if (operand.space == KWS_SPACE_CONST) bytes += operand.bytes;
  }
  return bytes;
}

// Nanoseconds in which so many bytes are read, which do not change from round to round.
uint64_t ReadNanos(uint64_t bytes, int rounds) {
  const std::vector<uint64_t> memory(static_cast<size_t>(bytes / 8 + 8), 1);
  uint64_t best = UINT64_MAX;
  for (int round = 0; round < rounds; ++round) {
    const uint64_t start = NowNanos();
    // A word of every line: the rest of the line comes with it.
    uint64_t sums[8] = {};
    for (size_t i = 0; i + 64 <= memory.size(); i += 64) {
      for (size_t line = 0; line < 8; ++line) sums[line] += memory[i + 8 * line];
    }
    for (const uint64_t sum : sums) asm volatile("" ::"r"(sum));
    best = std::min(best, NowNanos() - start);
  }
  return best;
}

int Bench(const std::vector<uint8_t>& plan_bytes, int64_t hop, int rounds, const char* isa) {
  kws_model* opened = nullptr;
  if (kws_model_open_memory(plan_bytes.data(), plan_bytes.size(), isa, &opened) != KWS_OK) {
    fprintf(stderr, "%s\n", kws_last_error());
    return 1;
  }
  const Plan& plan = opened->model->plan();
  int sound = 0;
  while (plan.tensors[static_cast<size_t>(sound)].info.feed == 0) ++sound;
  std::string error;
  const auto windows =
      Incremental::Create(opened->model, 1, MakeSchedule(plan, sound, hop), &error);
  if (windows == nullptr) {
    fprintf(stderr, "%s\n", error.c_str());
    return 1;
  }
  const Schedule& schedule = windows->schedule();
  std::vector<float> samples(static_cast<size_t>(schedule.window + kHops * hop));
  std::mt19937 random(3);
  std::normal_distribution<float> noise(0, 0.2f);
  for (float& sample : samples) sample = noise(random);

  const size_t steps = plan.steps.size();
  std::vector<kws_step_time> times(steps);
  std::vector<uint64_t> of_hop(steps, UINT64_MAX), of_window(steps, UINT64_MAX);
  for (int round = 0; round < rounds; ++round) {
    windows->Start(samples.data(), times.data());
    Shortest(times, &of_window);
    for (int64_t i = 0; i < kHops; ++i) {
      windows->Hop(samples.data() + schedule.window + i * hop, times.data());
      if (i >= kHops / 2) Shortest(times, &of_hop);  // once every phase has its maps
    }
  }

  printf(
      "step kernel                 rows   hop (us)  GFLOP/s  weights (KB)    GB/s  window (us)  "
      "GFLOP/s\n");
  double hop_ns = 0, window_ns = 0;
  uint64_t weights = 0;
  for (size_t i = 0; i < steps; ++i) {
    const PlanStep& step = plan.steps[i];
    if (step.kernel == nullptr) continue;
    const auto h = static_cast<double>(of_hop[i]), w = static_cast<double>(of_window[i]);
    const uint64_t bytes = WeightBytes(step);
    printf("%4zu %-21s %5lld %10.2f %8.1f %13.1f %7.1f %12.2f %8.1f\n", i, step.kernel->name,
           static_cast<long long>(schedule.steps[i].FreshRows()), h / 1e3,
           FlopsOfHop(step, schedule.steps[i]) / h, static_cast<double>(bytes) / 1e3,
           static_cast<double>(bytes) / h, w / 1e3,
           step.executed_flops * static_cast<double>(step.trips) / w);
    hop_ns += h;
    window_ns += w;
    weights += bytes;
  }
  const auto read = static_cast<double>(ReadNanos(weights, 50 * rounds));
  printf("all steps: hop %.1f us, window %.1f us, ratio %.2f of %.2f by operations\n", hop_ns / 1e3,
         window_ns / 1e3, window_ns / hop_ns, GainOf(plan, schedule));
  printf("weights: %.2f MB, read alone in %.1f us (%.1f GB/s)\n",
         static_cast<double>(weights) / 1e6, read / 1e3, static_cast<double>(weights) / read);
  kws_model_close(opened);
  return 0;
}

}  // namespace
}  // namespace kws

int main(int argc, char** argv) {
  std::ifstream file(argc > 1 ? argv[1] : "", std::ios::binary);
  if (!file) {
    fprintf(stderr, "usage: hop_bench model.kws [hop in samples] [rounds] [isa]\n");
    return 2;
  }
  const std::vector<uint8_t> plan{std::istreambuf_iterator<char>(file), {}};
  const int64_t hop = argc > 2 ? atoll(argv[2]) : 1280;
  const int rounds = argc > 3 ? atoi(argv[3]) : 50;
  return kws::Bench(plan, hop, rounds, argc > 4 ? argv[4] : nullptr);
}
